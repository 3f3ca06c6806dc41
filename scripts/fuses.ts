import { flipFuses, FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';

/** The required state of each fuse of a package. electron-builder.yml has the same; a test compares them. */
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

// Fuses in the executable are the characters 0 and 1. The package does not export its names for them.
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
 * Sets the fuses of an executable; an old Electron lacks some. Only needed where electron-builder, which insists on all, fails.
 *
 * @param executable absolute path of the packaged program, which is changed
 */
export async function setFuses(executable: string): Promise<void> {
  const wire = await getCurrentFuseWire(executable);
  const present = names.filter((name) => wire[OPTIONS[name]] !== undefined);
  const config = Object.fromEntries(present.map((name) => [OPTIONS[name], FUSES[name]]));
  await flipFuses(executable, { version: FuseVersion.V1, ...config });
}

/**
 * Compares the fuses of an executable with FUSES.
 *
 * @param executable absolute path of the packaged program
 * @returns the fuses in the wrong state, and those that the executable lacks
 * @throws Error when it is not an Electron
 */
export async function checkFuses(executable: string): Promise<{ wrong: Name[]; absent: Name[] }> {
  const wire = await getCurrentFuseWire(executable);
  const state = (name: Name): number | undefined => wire[OPTIONS[name]];
  return {
    wrong: names.filter((name) => state(name) !== undefined && state(name) !== (FUSES[name] ? ON : OFF)),
    absent: names.filter((name) => state(name) === undefined)
  };
}
