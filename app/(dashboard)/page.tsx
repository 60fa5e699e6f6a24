import Link from 'next/link';
import controls from '#app/_components/controls.module.css';
import { EmptyNotice } from '#app/_components/Notice.tsx';
import { Pager } from '#app/_components/Pager.tsx';
import { Refresher } from '#app/_components/Refresher.tsx';
import screen from '#app/_components/screen.module.css';
import { formatCount, plural } from '#app/_format/numbers.ts';
import { getOverview, isAnyRunActive } from '#db/queries/getOverview.ts';
import { AddParticipant } from './AddParticipant.tsx';
import { OverviewControls } from './OverviewControls.tsx';
import { type OverviewParameters, overviewAddress } from './overviewAddress.ts';
import { lastPageOf, overviewParameters, usersPerPage } from './overviewList.ts';
import styles from './page.module.css';
import { UserCard } from './UserCard.tsx';

const idleMs = 30_000;
const activeMs = 4_000;

export default async function OverviewPage(props: PageProps<'/'>) {
  const parameters = overviewParameters.parse(await props.searchParams);
  const [{ shown, matching, total, page }, busy] = await Promise.all([
    pageOf(parameters),
    isAnyRunActive(),
  ]);
  const now = Date.now();
  return (
    <>
      <Refresher everyMs={busy ? activeMs : idleMs} />
      <header className={screen.head}>
        <div>
          <h1>Hearts at a glance</h1>
          <p className={screen.lead}>
            {parameters.q
              ? `${plural(matching, 'user')} of ${formatCount(total)} match “${parameters.q}”`
              : plural(total, 'user')}
          </p>
        </div>
        {total > 0 ? <OverviewControls parameters={parameters} /> : null}
      </header>
      <AddParticipant />
      {total === 0 ? <NoUsers /> : null}
      {total > 0 && matching === 0 ? <NoMatch q={parameters.q} /> : null}
      <form action="/compare">
        <ul className={styles.cards}>
          {shown.map((user) => (
            <li key={user.id}>
              <UserCard user={user} now={now} />
            </li>
          ))}
        </ul>
        {matching > 1 ? (
          <div className={styles.foot}>
            <button type="submit" className={controls.button}>
              Compare ticked users
            </button>
            <Pager
              page={page}
              pages={lastPageOf(matching)}
              hrefOf={(to) => overviewAddress(parameters, { page: to })}
            />
          </div>
        ) : null}
      </form>
    </>
  );
}

/** The page asked for, or the last one there is. */
async function pageOf({ q, sort, page }: OverviewParameters) {
  const limit = usersPerPage;
  const asked = await getOverview({ q, sort, limit, offset: (page - 1) * limit });
  const last = lastPageOf(asked.matching);
  if (page <= last) return { ...asked, shown: asked.users, page };
  const { users } = await getOverview({ q, sort, limit, offset: (last - 1) * limit });
  return { ...asked, shown: users, page: last };
}

function NoUsers() {
  return (
    <EmptyNotice title="Nobody here yet">
      <p>
        Name users in <code>USERS</code> and start again, or bring recordings:
      </p>
      <p>
        <code>npm run import -- --user ada --time-zone Europe/London recordings.csv</code>
      </p>
    </EmptyNotice>
  );
}

function NoMatch({ q }: { q: string }) {
  return (
    <EmptyNotice
      title="No user matches"
      actions={
        <Link className={controls.button} href="/">
          Show all
        </Link>
      }
    >
      <p>Nobody’s name, identifier or source contains “{q}”.</p>
    </EmptyNotice>
  );
}
