/** A name that is only a name: no folders, no characters that a file system refuses. */
export const plainFileName = (name: string): string => [...(name.split(/[/\\]/).pop() ?? '')].filter((c) => c >= ' ' && !'<>:"|?*'.includes(c)).join('').trim() || 'file';
