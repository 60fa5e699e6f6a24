/** The routes that connect a user's account, and end that. */
import { ofUser } from '../common.ts';
import {
  connectByLinkRequest,
  connectionAnswer,
  connectLinkAnswer,
  consentAnswer,
} from '../connections.ts';
import { type DocumentedRoute, plain } from '../route.ts';

export const connectionRoutes = {
  getConnection: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}/connection',
    tag: 'Users',
    summary: 'How a user’s account stands',
    description:
      'State of the Google account: connected, reconnect-needed with the reason, or disconnected; and how far the years before the connection have been read. connection is null where none was ever made. missing names what is not configured.',
    params: ofUser,
    answer: connectionAnswer,
    answers: 'The connection, without any token',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' } },
  },
  connect: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/connect',
    tag: 'Users',
    summary: 'Begin to connect an account',
    description:
      'Answers with the address of Google’s consent screen, to be opened in the same browser within 15 minutes. The cookie that is set binds the answer to this browser.',
    params: ofUser,
    answer: consentAnswer,
    answers: 'Where to go',
    headers: { 'Set-Cookie': 'Binds the answer to this browser' },
    errors: ['USER_NOT_FOUND', 'SOURCE_MISMATCH', 'CONNECTING_UNAVAILABLE'],
    example: { params: { id: 'user1' }, body: {} },
  },
  connectByLink: {
    ...plain,
    method: 'post',
    path: '/api/connect',
    tag: 'Users',
    summary: 'Begin to connect by a link',
    description:
      'The same for a participant who was sent a connect link: link is the last part of its address.',
    body: connectByLinkRequest,
    answer: consentAnswer,
    answers: 'Where to go',
    headers: { 'Set-Cookie': 'Binds the answer to this browser' },
    errors: ['CONNECT_LINK_INVALID', 'CONNECTING_UNAVAILABLE'],
    example: { body: { link: 'the-last-part-of-the-link' }, refused: 'CONNECT_LINK_INVALID' },
  },
  createConnectLink: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/connect-link',
    tag: 'Users',
    summary: 'A link for the participant',
    description:
      'Makes a link that the participant opens to connect their own account. It is good for seven days and for one connection; only its hash is stored, so it is shown this once.',
    params: ofUser,
    answer: connectLinkAnswer,
    answers: 'The link',
    errors: ['USER_NOT_FOUND', 'SOURCE_MISMATCH', 'CONNECTING_UNAVAILABLE'],
    example: { params: { id: 'user1' }, body: {} },
  },
  disconnect: {
    ...plain,
    method: 'post',
    path: '/api/users/{id}/disconnect',
    tag: 'Users',
    summary: 'Disconnect the account',
    description:
      'Wipes the tokens, withdraws the authorisation at Google as far as Google can be reached, and asks for nothing more. What is stored stays.',
    params: ofUser,
    answer: connectionAnswer,
    answers: 'The connection as it stands then',
    errors: ['USER_NOT_FOUND', 'SOURCE_MISMATCH'],
    example: { params: { id: 'user1' }, body: {} },
  },
} satisfies Record<string, DocumentedRoute>;
