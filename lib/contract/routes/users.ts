/** The routes of who there is. */
import { ofUser } from '../common.ts';
import { newUserRequest, userAnswer } from '../connections.ts';
import { overviewAnswer } from '../overview.ts';
import { inKnownZone } from '../recordable.ts';
import { type DocumentedRoute, plain } from '../route.ts';
import { usersAnswer, usersQuery } from '../users.ts';

export const userRoutes = {
  getUsers: {
    ...plain,
    method: 'get',
    path: '/api/users',
    tag: 'Users',
    summary: 'Every user',
    description:
      'Who there is, in which time zone each lives, where the data come from, and from when to when there are samples. firstSample and lastSample are null while there are none. Take an id from here for the other routes. Without limit all users are answered; q finds by name, identifier or source.',
    query: usersQuery,
    answer: usersAnswer,
    answers: 'The users, by id unless sorted, and how many match',
  },
  getUser: {
    ...plain,
    method: 'get',
    path: '/api/users/{id}',
    tag: 'Users',
    summary: 'One user',
    description:
      'The same of one user as the list says of all. lastSample tells whether there is anything new to ask for.',
    params: ofUser,
    answer: userAnswer,
    answers: 'The user',
    errors: ['USER_NOT_FOUND'],
    example: { params: { id: 'user1' } },
  },
  getOverview: {
    ...plain,
    method: 'get',
    path: '/api/overview',
    tag: 'Users',
    summary: 'Every user at a glance',
    description:
      'What the first page shows: each user with the last day that has samples as 15-minute buckets (shape), the latest resting heart rate with its day and method, and the latest run. Buckets without a sample are absent. Without limit all users are answered; with many, ask for pages.',
    query: usersQuery,
    answer: overviewAnswer,
    answers: 'The users, by id unless sorted, with their latest figures',
  },
  createUser: {
    ...plain,
    method: 'post',
    path: '/api/users',
    tag: 'Users',
    summary: 'Add a participant',
    description:
      'Adds somebody whose data will come live from Google Health. Nothing is fetched until an account is connected: send the participant a connect link, or connect it yourself. The time zone decides where the participant’s days begin; the account’s own takes its place when it is first connected.',
    body: inKnownZone(newUserRequest),
    status: 201,
    answer: userAnswer,
    answers: 'The participant',
    errors: ['USER_EXISTS'],
    example: { body: { id: 'ada', name: 'Ada', timeZone: 'Europe/London' } },
  },
} satisfies Record<string, DocumentedRoute>;
