import type { Generated } from 'kysely';

export interface ZoneTable {
  id: Generated<number>;
  key: string | null;
  name: string;
  name_en: string;
  purpose: string;
  purpose_en: string;
  place: string;
  capacity: number;
  setup_minutes: number;
  clearup_minutes: number;
  needs_approval: number;
  colour: string;
  holiday_policy: string;
  responsible_id: number | null;
  created_at: number;
  archived_at: number | null;
  version: Generated<number>;
}

export interface ZoneHoursTable {
  zone_id: number;
  weekday: number;
  /** Minutes since midnight. */
  open_minute: number;
  close_minute: number;
}

export interface ZonePhotoTable {
  zone_id: number;
  mime: string;
  bytes: Uint8Array;
}

export interface EquipmentTable {
  id: Generated<number>;
  name: string;
  name_en: string;
  quantity: number;
  /** Null: movable. */
  zone_id: number | null;
  archived_at: number | null;
  version: Generated<number>;
}

export interface PurposeTable {
  id: Generated<number>;
  key: string | null;
  name: string;
  name_en: string;
  archived_at: number | null;
  version: Generated<number>;
}

export interface ZoneTables {
  zone: ZoneTable;
  zone_hours: ZoneHoursTable;
  zone_photo: ZonePhotoTable;
  equipment: EquipmentTable;
  purpose: PurposeTable;
}

declare module '../../db/schema.ts' {
  interface StationDatabase extends ZoneTables {}
}
