import QRCode from 'qrcode';

/** A QR code as a PNG data URL. */
export const qrOf = (text: string): Promise<string> => QRCode.toDataURL(text, { margin: 1, width: 240, errorCorrectionLevel: 'M' });
