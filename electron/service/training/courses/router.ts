import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { createCategoryTx, updateCategoryTx } from './categories.ts';
import { listCategories, readCourse, readCourses, readCover } from './read.ts';
import { archiveCourseTx, createCourseTx, createOfferedCoursesTx, readCoverFile, setCoverTx, updateCourseTx } from './write.ts';

const os = implementer.courses;

export const courses = os.router({
  list: os.list.handler(({ context, input }) => readCourses(context.station.db, input)),
  get: os.get.handler(({ context, input }) => readCourse(context.station.db, input.id)),
  create: os.create.handler(({ context, input }) => command(context, input, async (cmd) => ({ id: await createCourseTx(cmd, input) }))),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => updateCourseTx(cmd, input))),
  archive: os.archive.handler(({ context, input }) => command(context, input, (cmd) => archiveCourseTx(cmd, input))),
  createOffered: os.createOffered.handler(({ context, input }) =>
    command(context, input, async (cmd) => ({ ids: await createOfferedCoursesTx(cmd, input.keys) }))
  ),
  cover: {
    get: os.cover.get.handler(async ({ context, input }) => ({ file: await readCover(context.station.db, input.id) })),
    set: os.cover.set.handler(async ({ context, input }) => {
      const image = input.file && (await readCoverFile(input.file));
      return command(context, input, async (cmd) => {
        await setCoverTx(cmd, input.id, image);
        return {};
      });
    })
  },
  categories: {
    list: os.categories.list.handler(({ context, input }) => listCategories(context.station.db, input.archived)),
    create: os.categories.create.handler(({ context, input }) =>
      command(context, input, async (cmd) => ({ id: await createCategoryTx(cmd, input) }))
    ),
    update: os.categories.update.handler(({ context, input }) => command(context, input, (cmd) => updateCategoryTx(cmd, input)))
  }
});
