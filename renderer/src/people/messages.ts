// The texts of the area, with those of the areas below whose parts it shows.
import './calls/messages.ts';
import './common-messages.ts';
import './organisations/messages.ts';
import './people/messages.ts';
import './people/person-messages.ts';
