// The texts of the area, with those of the areas below whose parts it shows.
import '@/people/messages.ts';
import './shared-messages.ts';
import './reservations/messages.ts';
import './zone-log/messages.ts';
import './zones/messages.ts';
