// The texts of the area, with those of the areas below whose parts it shows.
import '@/schedule/messages.ts';
import './shared-messages.ts';
import './attendance/messages.ts';
import './certificates/messages.ts';
import './class-figures/messages.ts';
import './classes/messages.ts';
import './courses/messages.ts';
import './trainers/messages.ts';
import './wishes/messages.ts';
