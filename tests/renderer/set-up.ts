// Components are tested without the pages that bring their texts: all are there.
import.meta.glob(['../../renderer/src/*/messages.ts', '../../renderer/src/app/**/*messages.ts', '../../renderer/src/*/titles.ts'], {
  eager: true
});
