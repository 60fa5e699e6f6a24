import css from './docs.module.css';
import trial from './trial.module.css';
import type { RequestState } from './useRequest.ts';

/** What came back, or why nothing did. */
export function AnswerView({ state }: { state: RequestState }) {
  return (
    <div aria-live="polite" className={trial.outcome}>
      {state.step === 'sending' && <p className={trial.status}>Waiting for the answer…</p>}
      {state.step === 'failed' && (
        <p className={trial.status} data-ok="false">
          No answer came: {state.why}. Is Heartline still running?
        </p>
      )}
      {state.step === 'answered' && <Answered {...state.answered} />}
    </div>
  );
}

type AnsweredProps = Extract<RequestState, { step: 'answered' }>['answered'];

function Answered({ ok, status, milliseconds, bytes, location, url, text }: AnsweredProps) {
  return (
    <>
      <p className={trial.status} data-ok={ok}>
        <strong>{status}</strong>
        <span>{Math.round(milliseconds)} ms</span>
        <span>{bytes.toLocaleString('en')} bytes</span>
        {location && <span>Location: {location}</span>}
      </p>
      <p className={trial.url}>
        <code>{url}</code>
      </p>
      {/* A text area: reached and scrolled by keyboard, and "select all" takes the answer only. */}
      <textarea
        readOnly
        aria-label="Answer"
        className={`${css.code} ${trial.answer}`}
        rows={Math.min(24, text.split('\n').length + 1)}
        value={text}
      />
    </>
  );
}
