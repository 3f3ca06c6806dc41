import { command } from '../../core/command.ts';
import { implementer } from '../../core/implementer.ts';
import { archiveEquipmentTx, createEquipmentTx, updateEquipmentTx } from './equipment.ts';
import { createPurposeTx, updatePurposeTx } from './purposes.ts';
import { listEquipment, listPurposes, readPhoto, readZone, readZones } from './read.ts';
import { archiveZoneTx, createZoneTx, readImage, setPhotoTx, updateZoneTx } from './write.ts';

const os = implementer.zones;

export const zones = os.router({
  list: os.list.handler(({ context, input }) => readZones(context.station.db, context.station.clock.now(), input)),
  get: os.get.handler(({ context, input }) => readZone(context.station.db, context.station.clock.now(), input.id)),
  create: os.create.handler(({ context, input }) => command(context, input, async (cmd) => ({ id: await createZoneTx(cmd, input) }))),
  update: os.update.handler(({ context, input }) => command(context, input, (cmd) => updateZoneTx(cmd, input))),
  archive: os.archive.handler(({ context, input }) => command(context, input, (cmd) => archiveZoneTx(cmd, input))),
  photo: {
    get: os.photo.get.handler(async ({ context, input }) => ({ file: await readPhoto(context.station.db, input.id) })),
    set: os.photo.set.handler(async ({ context, input }) => {
      const image = input.file && (await readImage(input.file));
      return command(context, input, async (cmd) => {
        await setPhotoTx(cmd, input.id, image);
        return {};
      });
    })
  },
  equipment: {
    list: os.equipment.list.handler(({ context, input }) => listEquipment(context.station.db, input.archived)),
    create: os.equipment.create.handler(({ context, input }) =>
      command(context, input, async (cmd) => ({ id: await createEquipmentTx(cmd, input) }))
    ),
    update: os.equipment.update.handler(({ context, input }) => command(context, input, (cmd) => updateEquipmentTx(cmd, input))),
    archive: os.equipment.archive.handler(({ context, input }) => command(context, input, (cmd) => archiveEquipmentTx(cmd, input)))
  },
  purposes: {
    list: os.purposes.list.handler(({ context, input }) => listPurposes(context.station.db, input.archived)),
    create: os.purposes.create.handler(({ context, input }) =>
      command(context, input, async (cmd) => ({ id: await createPurposeTx(cmd, input) }))
    ),
    update: os.purposes.update.handler(({ context, input }) => command(context, input, (cmd) => updatePurposeTx(cmd, input)))
  }
});
