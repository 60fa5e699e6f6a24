import { expect, test } from 'vitest';
import { cellsOf, recogniseHeader } from './records.ts';

test.each([
  [',user,datetime,heartrate', { user: 1, time: [2], value: 3 }],
  ['Id,Time,Value', { user: 0, time: [1], value: 2 }],
  ['timestamp,value', { user: undefined, time: [0], value: 1 }],
  ['timestamp,beats per minute,data source', { user: undefined, time: [0], value: 1 }],
  ['BPM,Date', { user: undefined, time: [1], value: 0 }],
  ['Participant_ID,Heart Rate,DateTime,note', { user: 0, time: [2], value: 1 }],
  ['date,time,heart_rate', { user: undefined, time: [0, 1], value: 2 }],
  ['time,heart-rate,value', { user: undefined, time: [0], value: 1 }],
])('the header %s is understood', (header, columns) => {
  expect(recogniseHeader(header.split(','))).toMatchObject(columns);
});

test.each([
  ['user,heartrate', 'names no column for the time'],
  ['user,timestamp', 'names no column for the heart rate'],
  ['Id,date,value,logId', 'has a column "value" that may be anything, beside "logid"'],
  ['', 'names no column for the time'],
  [
    'sleep_log_entry_id,timestamp,overall_score,resting_heart_rate',
    'names no column for the heart rate',
  ],
])('the header "%s" is refused: it %s', (header, why) => {
  expect(recogniseHeader(header.split(','))).toBe(why);
});

test('a user column of any name can be asked for', () => {
  const header = ['Subject Code', 'timestamp', 'value'];
  expect(recogniseHeader(header, { userColumn: 'subject code' })).toMatchObject({ user: 0 });
  expect(recogniseHeader(header, { userColumn: 'patient' })).toBe('has no column "patient"');
  expect(recogniseHeader(['timestamp', 'bpm'], { userColumn: true })).toBe(
    'has no column that names the user',
  );
});

test('the date and the time of a row are one time', () => {
  const columns = recogniseHeader(['date', 'time', 'bpm']);
  if (typeof columns === 'string') throw new Error(columns);
  expect(cellsOf(['2025-06-15', ' 10:00:05', ' 61 '], columns)).toEqual({
    user: '',
    time: '2025-06-15 10:00:05',
    value: '61',
    offset: '',
    deviceOffset: '',
  });
});

test.each([
  ['Takeout/Fitbit/Oxygen Saturation (SpO2)/Minute SpO2 - 2021-04-20.csv', 'timestamp,value'],
  ['export/daily_heart_rate.csv', 'date,bpm'],
])('%s is no table of heart rate, though its header could be one', (name, header) => {
  expect(recogniseHeader(header.split(','), { name })).toMatch(/by the name of the file$/);
});

test('a name that says nothing against it leaves a table as it is', () => {
  const name = 'Takeout/Fitbit/Physical Activity_GoogleData/heart_rate_2021-04-20.csv';
  expect(recogniseHeader(['timestamp', 'beats per minute'], { name })).toMatchObject({ value: 1 });
});
