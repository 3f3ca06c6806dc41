import { createRequire } from 'node:module';
import { app } from 'electron';
import { drive } from './driver.ts';

// The built program as it is, driven by the bench. The file that is measured holds a session whose token is known: the
// window is given it as a demonstration's window is given its own, so that it shows data without somebody signing in.
app.on('web-contents-created', (_event, contents) => {
  const post = contents.postMessage.bind(contents);
  contents.postMessage = (channel, message: object, ports) =>
    post(channel, channel === 'station-port' ? { ...message, demoToken: process.env['STATION_BENCH_TOKEN'] } : message, ports);
});
drive();
const main = process.env['STATION_BENCH_MAIN'] ?? '';
createRequire(main)(main);
