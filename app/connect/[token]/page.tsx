import type { Metadata } from 'next';
import { FailedNotice } from '#app/_components/Notice.tsx';
import { database } from '#db/client.ts';
import { userOfLink } from '#lib/connections/connecting.ts';
import { Consent } from './Consent.tsx';
import styles from './page.module.css';

export const metadata: Metadata = { title: 'Connect your account', robots: { index: false } };

/** What a participant sees who opens the link that was sent to them: who asks, and for what. */
export default async function ConnectPage(props: PageProps<'/connect/[token]'>) {
  const { token } = await props.params;
  const user = await userOfLink(database(), token);
  if (!user) {
    return (
      <FailedNotice title="This link does not work any more">
        <p>
          It was used already, is older than seven days, or was cut short on its way. Ask whoever
          sent it to you for a new one.
        </p>
      </FailedNotice>
    );
  }
  return (
    <section className={styles.page}>
      <h1>Share your heart rate</h1>
      <p>
        Whoever sent you this link runs this installation of Heartline, and asks to read the heart
        rate that your Fitbit or Pixel device has recorded. It will be kept here under the name{' '}
        <strong>{user.name}</strong>.
      </p>
      <h2>What is read</h2>
      <ul>
        <li>Your heart rate, from the first day that Google has to the present</li>
        <li>Your resting heart rate and the time in each heart-rate zone, day by day</li>
      </ul>
      <p>
        Google shows its permission as “health metrics and measurements”. Heartline asks for heart
        rate only, and can change nothing in your account. A second permission, “settings”, is for
        your time zone; you may leave it out.
      </p>
      <h2>How long</h2>
      <p>
        New data is read every day until you stop it: ask the sender to disconnect you, or remove
        the access yourself in your Google account under “Third-party apps and services”.
      </p>
      <Consent link={token} />
      <p className={styles.soft}>
        You will be asked by Google itself. Your password is not seen here.
      </p>
    </section>
  );
}
