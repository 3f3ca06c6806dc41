// The texts of the area, with those of the areas below whose parts it shows.
import '@/schedule/messages.ts';
import './shared-messages.ts';
import './recognition/messages.ts';
import './service-certificates/messages.ts';
import './service-hours/messages.ts';
import './volunteer-figures/messages.ts';
import './volunteer-projects/messages.ts';
import './volunteers/messages.ts';
