const LONGEST_PX = 1600;

/** Shrinks a photo to at most `maxBytes` as JPEG. @returns the original if it is small enough or cannot be read */
export async function shrinkImage(file: Blob, maxBytes: number): Promise<Blob> {
  if (file.size <= maxBytes && /^image\/(jpeg|png)$/.test(file.type)) return new Blob([file], { type: file.type });
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (!bitmap) return file;
  for (const scale of [1, 0.7, 0.5, 0.35]) {
    const ratio = Math.min(1, LONGEST_PX / Math.max(bitmap.width, bitmap.height)) * scale;
    const canvas = document.createElement('canvas');
    canvas.width = Math.round(bitmap.width * ratio);
    canvas.height = Math.round(bitmap.height * ratio);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.82));
    if (made && made.size <= maxBytes) return made;
  }
  return file;
}
