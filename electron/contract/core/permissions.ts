import { z } from 'zod';

export const ROLES = ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'] as const;
export type Role = (typeof ROLES)[number];
export const role = z.enum(ROLES);

/**
 * The one table of permissions: each with the roles that have it. The head sees it in the app. Least privilege: a role has a
 * permission only where its daily work needs it.
 */
export const PERMISSIONS = {
  'accounts.manage': ['head'],
  'audit.read': ['head'],
  'settings.manage': ['head'],
  'backup.make': ['head', 'front_desk'],
  'clock.confirm': ['head', 'front_desk'],
  'people.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'people.write': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor'],
  'people.reveal': ['head', 'front_desk', 'mediator', 'counsellor'],
  'people.merge': ['head', 'front_desk'],
  'people.import': ['head', 'front_desk'],
  'people.export': ['head', 'front_desk'],
  'organisations.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'organisations.write': ['head', 'front_desk'],
  'zones.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'zones.manage': ['head'],
  'closures.manage': ['head', 'front_desk'],
  'reservations.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'reservations.write': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor'],
  'reservations.approve': ['head'],
  'reservations.check_in': ['head', 'front_desk', 'trainer'],
  'figures.read': ['head', 'front_desk', 'trainer', 'viewer'],
  'classes.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'classes.plan': ['head', 'trainer'],
  'bookings.read': ['head', 'front_desk', 'trainer'],
  'bookings.write': ['head', 'front_desk'],
  'bookings.lift_block': ['head'],
  'attendance.write': ['head', 'front_desk', 'trainer'],
  'certificates.read': ['head', 'front_desk', 'trainer'],
  'certificates.issue': ['head', 'trainer'],
  'certificates.revoke': ['head'],
  'wishes.read': ['head', 'front_desk', 'trainer', 'viewer'],
  'wishes.write': ['head', 'front_desk', 'trainer'],
  'class_figures.read': ['head', 'front_desk', 'trainer', 'viewer'],
  'volunteers.read': ['head', 'front_desk', 'viewer'],
  'volunteers.write': ['head', 'front_desk'],
  'volunteers.manage': ['head'],
  'projects.read': ['head', 'front_desk', 'trainer', 'mediator', 'counsellor', 'viewer'],
  'projects.plan': ['head', 'front_desk'],
  'sign_ups.read': ['head', 'front_desk'],
  'sign_ups.write': ['head', 'front_desk'],
  'sign_ups.lift_block': ['head'],
  'service_hours.read': ['head', 'front_desk'],
  'service_hours.write': ['head', 'front_desk'],
  'service_hours.approve': ['head'],
  'recognition.read': ['head', 'front_desk', 'viewer'],
  'recognition.award': ['head'],
  'service_certificates.read': ['head', 'front_desk'],
  'service_certificates.issue': ['head', 'front_desk'],
  'service_certificates.revoke': ['head'],
  'volunteer_figures.read': ['head', 'front_desk', 'viewer'],
  'vault.use': ['mediator', 'counsellor'],
  'cases.read': ['mediator'],
  'cases.write': ['mediator'],
  'mediators.read': ['head', 'mediator'],
  'mediators.manage': ['head', 'mediator'],
  'case_figures.read': ['head', 'mediator', 'viewer']
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether any of the roles grants the permission. */
export function allows(roles: readonly Role[], permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).some((granted) => roles.includes(granted));
}

/** Roles whose area is sealed (vault.ts). */
export const SEALED_ROLES: readonly Role[] = ['mediator', 'counsellor'];

/**
 * Whether a permission belongs to a sealed area: only mediators, or only counsellors, have it. The audit entries and remembered
 * answers of its procedures are stored in plain text, so the service lets them hold numbers, dates and codes only; see
 * electron/service/core/vault/README.md.
 */
export function isSealed(permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).every((granted) => SEALED_ROLES.includes(granted));
}
