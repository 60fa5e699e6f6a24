/** What the columns of a table may be called, in the languages in which vendors write them. */

/** The surest name first; as `plainHeader` gives them. */
export const aliases = {
  user: [
    ...['user', 'userid', 'participant', 'participantid', 'subject', 'subjectid', 'patient'],
    ...['patientid', 'person', 'personid', 'id'],
  ],
  /** A date and a time of day in one. */
  moment: [
    ...['datetime', 'timestamp', 'dateandtime', 'datetimeutc', 'timestamputc', 'utctime', 'utc'],
    ...['timestampms', 'timestampns', 'unixtimestamp', 'unixtime', 'unix', 'epoch', 'epochms'],
    ...[
      'localtime',
      'localdatetime',
      'recordedat',
      'measuredat',
      'starttime',
      'startdate',
      'start',
    ],
    ...['zeitstempel', 'datumuhrzeit', 'datumzeit', 'datumundzeit', 'dateheure', 'horodatage'],
    ...['fechahora', 'fechayhora', 'dataora', 'datahora', 'datumtijd', 'ts'],
  ],
  /** Alone a moment, or a date beside a `clock`. */
  date: ['date', 'day', 'datum', 'fecha', 'data', 'jour', '日付', '日期'],
  clock: [
    'time',
    'timeofday',
    'uhrzeit',
    'zeit',
    'heure',
    'hora',
    'ora',
    'tijd',
    'tid',
    '時刻',
    '时间',
  ],
  value: [
    ...['heartrate', 'heartratebpm', 'bpm', 'beatsperminute', 'hr', 'hrbpm', 'heartratevalue'],
    ...['pulse', 'pulserate', 'pulsebpm', 'herzfrequenz', 'puls', 'frequencecardiaque', 'pouls'],
    ...['frecuenciacardiaca', 'pulso', 'frequenzacardiaca', 'frequenciacardiaca', 'hartslag'],
    ...['心拍数', '心率', '심박수', 'пульс', 'чсс', 'value'],
  ],
  /** The vendor's own figure of a day. */
  resting: ['restingheartrate', 'restingheartratebpm', 'restinghr', 'rhr', 'ruhepuls'],
  /** Local time minus UTC. */
  offset: [
    'utcoffset',
    'offset',
    'tzoffset',
    'timezoneoffset',
    'timeoffset',
    'zoneoffset',
    'gmtoffset',
    'timezone',
    'tz',
    'zone',
  ],
  /** What the clock of the device was ahead of UTC, beside times that are instants by themselves: our own exports. */
  deviceOffset: ['deviceutcoffset'],
} as const;

/** Of the names of offsets, the one that heart-rate zones are given as well. */
export const maybeHeartRateZone = 'zone';

/** Columns that a table with a bare `value` may have besides: others say that it is no heart rate. */
export const companions = [
  ...['', 'source', 'datasource', 'sourcename', 'device', 'confidence', 'unit', 'units'],
  ...['index', 'endtime', 'enddate', 'end'],
];

/** Columns beside which `hr` is the hour of the day. */
export const partsOfTime = ['min', 'mins', 'minute', 'minutes', 'hour', 'sec', 'second', 'seconds'];

/** Without case, accents, units in brackets, and what parts words. */
export function plainHeader(name: string): string {
  return name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/\p{M}|\([^()]*\)|\[[^[\]]*\]/gu, '')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .normalize('NFC');
}

/** Whether a column of times says of itself that they are UTC. */
export function saysUtc(name: string): boolean {
  return /(?:^|[^a-z])(?:utc|gmt)(?:[^a-z]|$)/i.test(name) || /(?:utc|gmt)$/i.test(name.trim());
}
