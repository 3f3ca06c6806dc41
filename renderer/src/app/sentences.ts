import { registerVaultSentences } from '@/app/vault/use-vault.ts';

// How the areas' own errors read, wherever they are shown. Loaded once the window's first page stands.
for (const register of Object.values(import.meta.glob<() => void>('@/*/sentences.ts', { eager: true, import: 'register' }))) register();
registerVaultSentences();
