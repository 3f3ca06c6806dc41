/** A QR code as a PNG data URL. What draws it is loaded with the first: a start has no use for it. */
export async function qrOf(text: string): Promise<string> {
  const { default: qrCode } = await import('qrcode');
  return qrCode.toDataURL(text, { margin: 1, width: 240, errorCorrectionLevel: 'M' });
}
