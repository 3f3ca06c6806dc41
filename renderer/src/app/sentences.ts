import { registerVaultSentences } from '@/app/vault/use-vault.ts';

// Sentences of the areas' own errors. Loaded after the window's first page is drawn.
for (const register of Object.values(import.meta.glob<() => void>('@/*/sentences.ts', { eager: true, import: 'register' }))) register();
registerVaultSentences();
