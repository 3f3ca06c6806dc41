import ElementPlus, { ElTableV2 } from 'element-plus';
import 'element-plus/dist/index.css';
import { createApp, defineComponent, h, shallowRef } from 'vue';

/** A page with a week as 307 blocks, and on demand a virtual table of so many people. */

interface Block {
  id: number;
  from_at: number;
  to_at: number;
  title: string;
  organisation: string | null;
}
const DAY = 86_400_000;
const COLUMNS = ['name', 'document_number', 'mobile', 'organisation', 'trade', 'status'];

const blocks = shallowRef<Block[]>([]);
const people = shallowRef<object[] | null>(null);
let rows: object[] = [];
let ask: (asked: object) => Promise<unknown> = () => Promise.reject(new Error('no port yet'));

const Page = defineComponent({
  render() {
    if (people.value) {
      const columns = COLUMNS.map((name) => ({ key: name, dataKey: name, title: name, width: 180 }));
      return h(
        'main',
        { 'data-table': people.value.length },
        h(ElTableV2, { columns, data: people.value, width: 1100, height: 640, rowHeight: 40 })
      );
    }
    if (blocks.value.length === 0) return h('main');
    const first = blocks.value[0] as Block;
    const place = (block: Block) => {
      const day = Math.floor((block.from_at - first.from_at) / DAY);
      const top = ((block.from_at - first.from_at) % DAY) / 90_000;
      return {
        position: 'absolute',
        left: `${day * 170}px`,
        top: `${top}px`,
        width: '160px',
        height: `${(block.to_at - block.from_at) / 90_000}px`,
        overflow: 'hidden',
        fontSize: '11px'
      };
    };
    return h(
      'main',
      { 'data-painted': '', style: { position: 'relative' } },
      blocks.value.map((block) => h('div', { key: block.id, style: place(block) }, `${block.title} ${block.organisation ?? ''}`))
    );
  }
});

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (!port) return;
  ask = (asked) =>
    new Promise((resolve) => {
      port.onmessage = ({ data }) => resolve(data);
      port.postMessage(asked);
    });
  const [from, to] = WEEK;
  void ask({ week: [from, to] }).then((rows) => (blocks.value = rows as Block[]));
});

declare const WEEK: [number, number];
// Functions that the bench calls.
Object.assign(window, {
  async readPeople(count: number) {
    rows = (await ask({ people: count })) as object[];
  },
  showPeople() {
    people.value = rows;
  },
  hidePeople() {
    people.value = null;
  }
});

createApp(Page).use(ElementPlus).mount('#app');
