/** Volunteers, their skills and languages, and their trainings. */
export const volunteersSchema: readonly string[] = [
  `create table volunteer_choice (
    id integer primary key,
    kind text not null,
    name text not null check (length(name) between 1 and 40),
    name_en text not null,
    archived_at integer,
    version integer not null default 1
  ) strict`,
  `create unique index volunteer_choice_name on volunteer_choice (kind, name) where archived_at is null`,
  `insert into volunteer_choice (kind, name, name_en) values
    ('skill', '急救', 'First aid'), ('skill', '引导接待', 'Ushering'), ('skill', '电脑操作', 'Computer skills'), ('skill', '摄影', 'Photography'),
    ('skill', '法律咨询', 'Legal advice'), ('skill', '心理疏导', 'Counselling'), ('skill', '家电维修', 'Appliance repair'), ('skill', '驾驶', 'Driving'),
    ('skill', '文艺表演', 'Performing'), ('skill', '课业辅导', 'Tutoring'),
    ('language', '普通话', 'Mandarin'), ('language', '宁波话', 'Ningbo dialect'), ('language', '英语', 'English'), ('language', '手语', 'Sign language'),
    ('training', '志愿服务通识', 'Volunteering basics'), ('training', '急救培训', 'First-aid training'), ('training', '应急救援', 'Emergency response'), ('training', '交通劝导', 'Traffic guidance'),
    ('project_category', '社区服务', 'Community service'), ('project_category', '助学', 'Supporting education'), ('project_category', '献血', 'Blood donation'),
    ('project_category', '文明交通', 'Road courtesy'), ('project_category', '困难帮扶', 'Helping those in need'), ('project_category', '环保', 'Environment'),
    ('project_category', '抢险救灾', 'Disaster relief'), ('project_category', '文体活动', 'Culture and sports'), ('project_category', '其他', 'Other')`,

  `create table volunteer (
    person_id integer primary key references person (id),
    number text not null unique,
    national_number text not null,
    state text not null,
    reason text not null default '',
    state_at integer not null,
    state_by text not null,
    availability integer not null check (availability between 0 and 2097151),
    availability_note text not null,
    limits text not null,
    guardian_name text not null,
    guardian_phone text not null,
    guardian_consent_on text check (length(guardian_consent_on) = 10),
    insurance text not null,
    insured_until text check (length(insured_until) = 10),
    publish_consent_at integer,
    team text not null,
    team_leader integer not null check (team_leader in (0, 1)),
    notes text not null,
    applied_at integer not null,
    registered_at integer,
    registered_organisation_id integer references organisation (id),
    minutes integer not null default 0 check (minutes >= 0),
    services integer not null default 0 check (services >= 0),
    last_served_at integer,
    star integer not null default 0 check (star >= 0),
    version integer not null default 1,
    check (state in ('applied', 'left') or registered_at is not null)
  ) strict`,
  `create index volunteer_minutes on volunteer (minutes, person_id)`,
  // Every column that ranks volunteers for a shift, so that the table is read only for those shown.
  `create index volunteer_match on volunteer (state, person_id, availability, minutes, last_served_at, star, team)`,
  `create index volunteer_team on volunteer (team) where team <> ''`,
  `create index volunteer_insured on volunteer (insured_until) where insured_until is not null`,
  `create index volunteer_registered on volunteer (registered_at) where registered_at is not null`,

  `create table volunteer_has (
    choice_id integer not null references volunteer_choice (id),
    person_id integer not null references volunteer (person_id),
    primary key (choice_id, person_id)
  ) strict, without rowid`,
  `create index volunteer_has_of on volunteer_has (person_id)`,

  `create table volunteer_training (
    id integer primary key,
    person_id integer not null references volunteer (person_id),
    choice_id integer not null references volunteer_choice (id),
    on_date text not null check (length(on_date) = 10),
    valid_until text check (length(valid_until) = 10),
    reference text not null,
    check (valid_until >= on_date)
  ) strict`,
  `create index volunteer_training_of on volunteer_training (person_id)`,
  `create index volunteer_training_choice on volunteer_training (choice_id)`,
  `create index volunteer_training_until on volunteer_training (valid_until) where valid_until is not null`
];
