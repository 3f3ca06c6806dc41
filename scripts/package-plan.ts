/** What `npm run package` makes. */
export interface PackagePlan {
  /** The unpacked program only, for this computer. */
  dir: boolean;
  /** The platform, as process.platform. */
  platform: 'win32' | 'linux' | 'darwin';
}

/**
 * Reads the arguments of `npm run package`.
 *
 * @param args `--dir`, `--win`, `--linux`
 * @param current the platform when none is named, as process.platform
 * @throws Error for an unknown argument, an unsupported platform, or two that contradict
 */
export function parsePackageArguments(args: string[], current: string): PackagePlan {
  const named: Record<string, PackagePlan['platform']> = { '--win': 'win32', '--linux': 'linux' };
  let dir = false;
  let platform: PackagePlan['platform'] | undefined;
  for (const arg of args) {
    if (arg === '--dir') dir = true;
    else if (named[arg] && !platform) platform = named[arg];
    else throw new Error(`"${arg}" is not understood here. Usage: npm run package [-- --win | --linux | --dir]`);
  }
  if (dir && platform && platform !== current) {
    throw new Error('--dir packs for this computer; it cannot be combined with another platform.');
  }
  const chosen = platform ?? current;
  if (chosen !== 'win32' && chosen !== 'linux' && chosen !== 'darwin') {
    throw new Error(`Station is not packaged for ${chosen}.`);
  }
  return { dir, platform: chosen };
}

/**
 * The place of the unpacked program.
 *
 * @param platform as process.platform
 * @param arch as process.arch
 * @returns a path below dist/
 */
export function packagedProgram(platform: string, arch: string): string {
  const suffix = arch === 'x64' ? '' : `-${arch}`;
  if (platform === 'win32') return `win${suffix}-unpacked/Station.exe`;
  if (platform === 'darwin') return `mac${suffix}/Station.app/Contents/MacOS/Station`;
  return `linux${suffix}-unpacked/station`;
}
