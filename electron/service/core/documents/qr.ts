/** A QR code as a PNG data URL. The first one loads the library, because a start does not need it. */
export async function qrOf(text: string): Promise<string> {
  const { default: qrCode } = await import('qrcode');
  return qrCode.toDataURL(text, { margin: 1, width: 240, errorCorrectionLevel: 'M' });
}
