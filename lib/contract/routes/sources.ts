/** The routes of a user's sources. */
import { ofUser } from '../common.ts';
import { type DocumentedRoute, plain } from '../route.ts';
import { orderRequest, sourcesAnswer, withdrawRequest } from '../sources.ts';

export const sourceRoutes = {
  getSources: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/sources',
    tag: 'Users',
    summary: 'Where a user’s data comes from',
    description:
      'The user’s sources in the order in which they are shown: in each minute the first that has a sample gives all samples of it. Each with what there is of it, shown or not, and its latest run; and the latest changes of the order and withdrawals, with how far they are.',
    params: ofUser,
    answer: sourcesAnswer,
    answers: 'The sources, the one that comes first at the front',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' } },
  },
  setSourceOrder: {
    ...plain,
    method: 'put',
    path: '/api/users/{id}/sources',
    tag: 'Users',
    summary: 'Put a user’s sources in order',
    description:
      'The new order holds at once for what is loaded; a worker makes the merged series of earlier days anew, day by day. Nothing is lost by it, and the order that stands is no change. Follow it in changes.',
    params: ofUser,
    body: orderRequest,
    status: 202,
    answer: sourcesAnswer,
    answers: 'The sources in their new order',
    errors: ['USER_NOT_FOUND', 'SOURCE_NOT_FOUND'],
    example: { params: { id: 'user1' }, body: { order: ['synthetic'] } },
  },
  withdrawSource: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/sources/withdraw',
    tag: 'Users',
    summary: 'Withdraw a source',
    description:
      'Takes away all that came from one source: its samples, shown or not, the vendor’s values, the texts of refused records, and a connected account. What is left is as if it had never been. Nothing of it is loaded from now on; a worker does the rest, day by day. This cannot be undone.',
    params: ofUser,
    body: withdrawRequest,
    status: 202,
    answer: sourcesAnswer,
    answers: 'The sources as they stand',
    errors: ['USER_NOT_FOUND', 'SOURCE_NOT_FOUND'],
    // Never one that would be obeyed: whoever tries it means no harm.
    example: {
      params: { id: 'user1' },
      body: { source: 'csv', confirm: 'typed-once-more' },
      refused: 'SOURCE_NOT_FOUND',
    },
  },
} satisfies Record<string, DocumentedRoute>;
