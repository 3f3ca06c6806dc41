import { registerVaultSentences } from '@/ui/components/vault.ts';
import { registerMediationSentences } from '@/mediation/texts.ts';
import { registerClashSentences } from '@/schedule/allocation/clash.ts';
import { registerTrainingSentences } from '@/training/texts.ts';
import { registerVolunteerSentences } from '@/volunteering/texts.ts';

// How the areas' own errors read, wherever they are shown. Loaded once the window's first page stands.
registerClashSentences();
registerTrainingSentences();
registerVolunteerSentences();
registerMediationSentences();
registerVaultSentences();
