// The texts of the area, with those of the areas below whose parts it shows.
import '@/schedule/messages.ts';
import './shared-messages.ts';
import './case-figures/messages.ts';
import './cases/messages.ts';
import './mediators/messages.ts';
