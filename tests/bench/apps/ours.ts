import { createRequire } from 'node:module';
import { app } from 'electron';
import { drive } from './driver.ts';

// The built program, driven by the bench. The measured file holds a session with a known token. The window gets the token as in a
// demonstration, so that it shows data without a sign-in.
app.on('web-contents-created', (_event, contents) => {
  const post = contents.postMessage.bind(contents);
  contents.postMessage = (channel, message: object, ports) =>
    post(channel, channel === 'station-port' ? { ...message, demoToken: process.env['STATION_BENCH_TOKEN'] } : message, ports);
});
drive();
const main = process.env['STATION_BENCH_MAIN'] ?? '';
createRequire(main)(main);
