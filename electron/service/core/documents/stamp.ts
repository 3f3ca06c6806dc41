import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

const DOCUMENT = 'word/document.xml';

/** A word across the page, behind the text, as Word's own watermarks are made (VML text path). */
const across = (word: string) =>
  `<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">` +
  `<v:shapetype id="stamp-type" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t"/><v:textpath on="t" fitshape="t"/></v:shapetype>` +
  `<v:shape id="stamp" type="#stamp-type" style="position:absolute;width:380pt;height:120pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:page;mso-position-vertical:center;mso-position-vertical-relative:page" fillcolor="#8a1c6b" stroked="f">` +
  `<v:fill opacity=".3"/><v:textpath style="font-family:&quot;SimHei&quot;;font-size:1pt" string="${word}"/></v:shape></w:pict></w:r></w:p>`;

/**
 * A Word document that says across its first page that it is void, whatever template it was made from.
 * @param word what it says: of the program's own, without XML's signs
 */
export function stamped(docx: Uint8Array, word: string): Uint8Array {
  const parts = unzipSync(docx);
  const xml = strFromU8(parts[DOCUMENT]!);
  return zipSync({ ...parts, [DOCUMENT]: strToU8(xml.replace(/<w:body(\s[^>]*)?>/, (body) => body + across(word))) });
}
