import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** The state each fuse of a package must have; electron-builder.yml says the same (a test compares them). */
export const FUSES = {
  runAsNode: false,
  enableCookieEncryption: true,
  enableNodeOptionsEnvironmentVariable: false,
  enableNodeCliInspectArguments: false,
  enableEmbeddedAsarIntegrityValidation: true,
  onlyLoadAppFromAsar: true,
  grantFileProtocolExtraPrivileges: false
};

type Name = keyof typeof FUSES;

// How a fuse is written in the executable: the characters 0 and 1. The package keeps its own names for them inside.
const OFF = 48;
const ON = 49;

const OPTIONS: Record<Name, FuseV1Options> = {
  runAsNode: FuseV1Options.RunAsNode,
  enableCookieEncryption: FuseV1Options.EnableCookieEncryption,
  enableNodeOptionsEnvironmentVariable: FuseV1Options.EnableNodeOptionsEnvironmentVariable,
  enableNodeCliInspectArguments: FuseV1Options.EnableNodeCliInspectArguments,
  enableEmbeddedAsarIntegrityValidation: FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
  onlyLoadAppFromAsar: FuseV1Options.OnlyLoadAppFromAsar,
  grantFileProtocolExtraPrivileges: FuseV1Options.GrantFileProtocolExtraPrivileges
};
const names = Object.keys(FUSES) as Name[];

/**
 * Sets the fuses that an executable has; an old Electron lacks some. Needed only where electron-builder, which insists
 * on all, cannot do it.
 *
 * @param executable the packaged program, absolute; it is changed
 */
export async function setFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  const present = names.filter((name) => wire[OPTIONS[name]] !== undefined);
  const config = Object.fromEntries(present.map((name) => [OPTIONS[name], FUSES[name]]));
  await flipFuses(executable, { version: FuseVersion.V1, ...config });
}

/**
 * Reads the fuses of an executable and compares them with what they must be.
 *
 * @param executable the packaged program, absolute
 * @returns the fuses in the wrong state, and those the executable does not have
 * @throws Error when it is no Electron
 */
export async function checkFuses(executable: string): Promise<{ wrong: Name[]; absent: Name[] }> {
  const wire = await getCurrentFuseWire(executable);
  const state = (name: Name): number | undefined => wire[OPTIONS[name]];
  return {
    wrong: names.filter((name) => state(name) !== undefined && state(name) !== (FUSES[name] ? ON : OFF)),
    absent: names.filter((name) => state(name) === undefined)
  };
}
