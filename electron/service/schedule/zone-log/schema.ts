/** Uses of zones by month. */
export const zoneLogSchema: readonly string[] = [
  `create table zone_use_month (
    zone_id integer not null references zone (id),
    purpose_id integer not null references purpose (id),
    month text not null check (length(month) = 7),
    uses integer not null check (uses >= 0),
    attendances integer not null check (attendances >= 0),
    minutes integer not null check (minutes >= 0),
    primary key (zone_id, purpose_id, month)
  ) strict, without rowid`
];
