// The texts with which a window begins: those of the frame and of each area's entries.
import './access/messages.ts';
import './layout/messages.ts';
import './titles.ts';
import './today/messages.ts';

import.meta.glob('@/*/titles.ts', { eager: true });
