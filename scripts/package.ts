// npm run package: installers for this platform (`--win`, `--linux` for another) into dist/.
// npm run package:dir: the unpacked program for this computer; it needs no network.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { Arch, build as pack, type Configuration, Platform } from 'electron-builder';
import { ensureBuild } from './build.ts';
import { type ElectronRuntime, findElectron } from './electron-runtime.ts';
import { fail } from './fail.ts';
import { checkFuses, setFuses } from './fuses.ts';
import { root } from './paths.ts';
import { packagedProgram, parsePackageArguments } from './package-plan.ts';

async function main(): Promise<void> {
  const plan = parsePackageArguments(process.argv.slice(2), process.platform);
  const runtime = await findElectron();
  if (runtime.fallback && !plan.dir) {
    throw new Error(
      `Only Electron ${runtime.version} from the npm registry can be had here. It is past its end of life and is never ` +
        'packaged for release. Package where Electron itself can be downloaded (see ELECTRON_MIRROR), or look at the ' +
        'result of packaging with "npm run package:dir".'
    );
  }
  await ensureBuild();
  if (plan.dir) await packFolder(runtime);
  else await packInstallers(plan.platform, runtime);
}

/** Packs the program for this computer as a folder, with the runtime at hand, and checks its fuses. */
async function packFolder(runtime: ElectronRuntime): Promise<void> {
  if (runtime.fallback) {
    console.error('This checks the packaging only: the result holds an old Electron and is not for release.');
  }
  const config: Configuration = {
    ...given(runtime),
    // electron-builder insists on every fuse; the old runtime lacks some, so setFuses sets them below.
    ...(runtime.fallback ? { electronFuses: null } : {})
  };
  const platform = Platform.current();
  const arch = Arch[process.arch as keyof typeof Arch];
  await pack({ projectDir: root, targets: platform.createTarget('dir', arch), config, publish: 'never' });

  const program = join(root, 'dist', packagedProgram(process.platform, process.arch));
  if (!existsSync(program)) throw new Error(`The packaged program should be ${program}, but is not there.`);
  if (runtime.fallback) {
    await setFuses(program);
    // Remove the runtime's launcher, because the program is in app.asar.
    await rm(join(dirname(program), 'resources/app'), { recursive: true, force: true });
  }
  await verify(program, runtime.fallback);
  console.error(`Packaged: ${relative(root, program)}`);
}

/** Packs the installers of a platform, for x64 and arm64, with Electron's own binaries. */
async function packInstallers(platform: 'win32' | 'linux' | 'darwin', runtime: ElectronRuntime): Promise<void> {
  if (platform === 'darwin') throw new Error('There is no installer for macOS; "npm run package:dir" makes the program.');
  const [target, kinds] = platform === 'win32' ? [Platform.WINDOWS, ['nsis']] : ([Platform.LINUX, ['deb', 'AppImage']] as const);
  // A given folder has one Electron, for this computer; otherwise electron-builder gets one for each architecture.
  const override = Boolean(process.env.ELECTRON_OVERRIDE_DIST_PATH);
  if (override && platform !== process.platform) {
    throw new Error('ELECTRON_OVERRIDE_DIST_PATH holds an Electron of this platform; it cannot be packaged for another.');
  }
  const archs = override ? [Arch[process.arch as keyof typeof Arch]] : [Arch.x64, Arch.arm64];
  const targets = new Map([[target, new Map(archs.map((arch) => [arch, [...kinds]]))]]);
  const config: Configuration = {
    ...(override ? given(runtime) : {}),
    // Check the fuses before installers are made from the folder.
    artifactBuildStarted: async ({ arch: one }) => {
      // An installer for all architectures has no architecture.
      for (const arch of one === null ? archs : [one]) {
        await verify(join(root, 'dist', packagedProgram(platform, Arch[arch])), false);
      }
    }
  };
  await pack({ projectDir: root, targets, config, publish: 'never' });
  console.error('Packaged into dist/');
}

/** Makes electron-builder take this Electron instead of getting one. */
function given(runtime: ElectronRuntime): Configuration {
  const version = runtime.version === 'unknown' ? {} : { electronVersion: runtime.version };
  return { electronDist: runtime.dist, ...version };
}

/** Demands the right fuses. @param mayLack whether the Electron is old and may lack some @throws Error for a wrong fuse */
async function verify(program: string, mayLack: boolean): Promise<void> {
  const { wrong, absent } = await checkFuses(program);
  const bad = mayLack ? wrong : [...wrong, ...absent];
  if (bad.length) throw new Error(`${program} has fuses in the wrong state: ${bad.join(', ')}.`);
  const note = absent.length ? ` (this Electron has no ${absent.join(', ')})` : '';
  console.error(`Fuses are set as they must be${note}.`);
}

main().catch(fail);
