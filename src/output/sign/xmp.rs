//! The XMP packet of a file (ISO 16684-1): what it says, in whatever form of RDF a program writes it.
//!
//! Programs that sign a file rewrite the packet. The same property may then be an attribute instead of an element, and
//! its namespace may have another prefix; so packets are compared property by property.

use std::collections::BTreeSet;

use roxmltree::{Document, Node, ParsingOptions};

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XMP: &str = "http://ns.adobe.com/xap/1.0/";
const XMP_MM: &str = "http://ns.adobe.com/xap/1.0/mm/";
const EVENT: &str = "http://ns.adobe.com/xap/1.0/sType/ResourceEvent#";
const PDF: &str = "http://ns.adobe.com/pdf/1.3/";

/// The usual prefixes, to name a property as other programs do.
const PREFIXES: [(&str, &str); 8] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("pdf", PDF),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfuaid", "http://www.aiim.org/pdfua/ns/id/"),
    ("xmp", XMP),
    ("xmpMM", XMP_MM),
    ("xmpTPg", "http://ns.adobe.com/xap/1.0/t/pg/"),
];

/// More nodes, or elements inside one another, are in no packet that describes a document.
const NODES: u32 = 100_000;
const LAYERS: usize = 32;

/// A simple value: the way to it, which begins with the property's URI, and its text.
type Entry = (Vec<String>, String);

/// Returns the properties that differ and that signing does not change, by name; none where a packet cannot be read.
pub(super) fn changed(old: &str, new: &str) -> Option<Vec<String>> {
    let (old, new) = (entries(old)?, entries(new)?);
    let gone = old.difference(&new).filter(|(way, _)| !is_rewritten(way));
    // What was done to the file is a list that may grow.
    let is_log = |way: &[String]| way[0].strip_prefix(XMP_MM) == Some("History");
    let added = new.difference(&old).filter(|(way, _)| !is_rewritten(way) && !is_log(way));
    let names: BTreeSet<String> = gone.chain(added).map(|(way, _)| name(&way[0])).collect();
    Some(names.into_iter().collect())
}

/// Returns whether a program that saves a file rewrites a value: when and with what it was saved, and the identifiers of its bytes.
fn is_rewritten(way: &[String]) -> bool {
    let is = |namespace, name| way[0].strip_prefix(namespace) == Some(name);
    let identifies = |step: &String| step.strip_prefix(EVENT) == Some("instanceID");
    is(XMP, "ModifyDate")
        || is(XMP, "MetadataDate")
        || is(XMP_MM, "InstanceID")
        || is(PDF, "Producer")
        || is(XMP_MM, "History") && way.last().is_some_and(identifies)
}

fn name(property: &str) -> String {
    let short = PREFIXES.iter().find_map(|(prefix, namespace)| {
        let name = property.strip_prefix(namespace).filter(|name| !name.contains(['/', '#']))?;
        Some(format!("{prefix}:{name}"))
    });
    short.unwrap_or_else(|| property.to_owned())
}

/// A packet whose property `xmpMM:InstanceID`, an element, has another value.
pub(super) fn with_instance(packet: &str, instance: &str) -> Option<String> {
    let document = parse(packet)?;
    let old = document.descendants().find(|node| node.has_tag_name((XMP_MM, "InstanceID")))?.first_child()?.range();
    Some(format!("{}{instance}{}", &packet[..old.start], &packet[old.end..]))
}

/// Entities and document types are refused.
fn parse(packet: &str) -> Option<Document<'_>> {
    Document::parse_with_options(packet, ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() }).ok()
}

fn entries(packet: &str) -> Option<BTreeSet<Entry>> {
    let document = parse(packet)?;
    let root = document.root_element();
    let is_rdf = |node: &Node<'_, '_>| node.has_tag_name((RDF, "RDF"));
    let rdf = if is_rdf(&root) { root } else { only_child(root).filter(is_rdf)? };
    let mut out = BTreeSet::new();
    for description in rdf.children().filter(Node::is_element) {
        if !description.has_tag_name((RDF, "Description")) {
            return None;
        }
        value(description, &[], &mut out)?;
    }
    Some(out)
}

fn only_child<'a, 'input>(node: Node<'a, 'input>) -> Option<Node<'a, 'input>> {
    let mut children = node.children().filter(Node::is_element);
    children.next().filter(|_| children.next().is_none())
}

/// Takes down what an element says of the value at the end of a way.
fn value(node: Node<'_, '_>, way: &[String], out: &mut BTreeSet<Entry>) -> Option<()> {
    if way.len() > LAYERS {
        return None;
    }
    let to = |step: String| way.iter().cloned().chain([step]).collect::<Vec<String>>();
    let mut is_empty = true;
    for attribute in node.attributes() {
        let (namespace, text) = (attribute.namespace().unwrap_or_default(), attribute.value());
        match (namespace, attribute.name()) {
            // The subject of a description is the file itself; a structure says with this attribute that it is one.
            (RDF | "", "about") if text.is_empty() => continue,
            (RDF, "parseType") if text == "Resource" => continue,
            (RDF, "resource") if !way.is_empty() => out.insert((way.to_vec(), text.to_owned())),
            (namespace, name) => out.insert((to(format!("{namespace}{name}")), text.trim().to_owned())),
        };
        is_empty = false;
    }
    let mut items = 0;
    for child in node.children().filter(Node::is_element) {
        let tag = child.tag_name();
        match (tag.namespace().unwrap_or_default(), tag.name()) {
            (RDF, "Description") => value(child, way, out)?,
            (RDF, "li") => {
                items += 1;
                value(child, &to(format!("[{items}]")), out)?;
            }
            (namespace, name) => value(child, &to(format!("{namespace}{name}")), out)?,
        }
        is_empty = false;
    }
    let text: String = node.children().filter_map(|child| child.text().filter(|_| child.is_text())).collect();
    if !way.is_empty() && (is_empty || !text.trim().is_empty()) {
        out.insert((way.to_vec(), text.trim().to_owned()));
    } else if way.is_empty() && !text.trim().is_empty() {
        return None;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::{changed, with_instance};

    fn packet(attributes: &str, properties: &str) -> String {
        format!(
            "<?xpacket begin='\u{feff}'?><x:xmpmeta xmlns:x='adobe:ns:meta/' x:xmptk='t'><rdf:RDF \
             xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' \
             xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:pdf='http://ns.adobe.com/pdf/1.3/' \
             xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmlns:xmpMM='http://ns.adobe.com/xap/1.0/mm/' xmlns:o='urn:o#' \
             {attributes}>{properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end='r'?>"
        )
    }

    const TITLE: &str = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Kế hoạch</rdf:li></rdf:Alt></dc:title>";

    #[test]
    fn a_packet_says_the_same_in_elements_attributes_and_other_prefixes() {
        let none: Option<Vec<String>> = Some(Vec::new());
        let elements =
            packet("", "<pdf:PDFVersion>1.7</pdf:PDFVersion><o:a rdf:parseType='Resource'><o:b>x</o:b></o:a>");
        let attributes = packet("pdf:PDFVersion='1.7'", "<o:a><rdf:Description o:b='x'/></o:a>");
        assert_eq!(changed(&elements, &attributes), none);
        let renamed = attributes.replace("xmlns:pdf", "xmlns:ns1").replace("pdf:PDFVersion", "ns1:PDFVersion");
        assert_eq!(changed(&elements, &renamed), none);
        let (text, resource) = ("<o:a>urn:x</o:a>", "<o:a rdf:resource='urn:x'/>");
        assert_eq!(changed(&packet("", text), &packet("", resource)), none);
    }

    #[test]
    fn every_entry_that_signing_does_not_change_is_compared() {
        let old = packet("xmp:CreateDate='2026'", TITLE);
        for (new, expected) in [
            (packet("xmp:CreateDate='2025'", TITLE), "xmp:CreateDate"),
            (packet("", TITLE), "xmp:CreateDate"),
            (packet("xmp:CreateDate='2026' pdf:Keywords='mật'", TITLE), "pdf:Keywords"),
            (packet("xmp:CreateDate='2026' o:seen='1'", TITLE), "urn:o#seen"),
            (packet("xmp:CreateDate='2026'", &format!("{TITLE}<pdf:Keywords/>")), "pdf:Keywords"),
            (packet("xmp:CreateDate='2026'", &TITLE.replace("Kế hoạch", "Kế hoạch khác")), "dc:title"),
            (packet("xmp:CreateDate='2026'", &TITLE.replace("x-default", "vi")), "dc:title"),
            (packet("xmp:CreateDate='2026'", &format!("{TITLE}<o:a><rdf:Bag/></o:a>")), "urn:o#a"),
        ] {
            assert_eq!(changed(&old, &new), Some(vec![expected.to_owned()]), "{new}");
        }
    }

    #[test]
    fn a_signing_program_says_when_and_with_what_it_saved_the_file() {
        let log = |events: &str| format!("<xmpMM:History><rdf:Seq>{events}</rdf:Seq></xmpMM:History>");
        let old = packet("xmp:ModifyDate='1' xmpMM:InstanceID='a'", &log("<rdf:li>built</rdf:li>"));
        let new = "xmp:ModifyDate='2' xmp:MetadataDate='2' xmpMM:InstanceID='b' pdf:Producer='s'";
        let signed = packet(new, &log("<rdf:li>built</rdf:li><rdf:li>signed</rdf:li>"));
        assert_eq!(changed(&old, &signed), Some(Vec::new()));
        let forged = packet(new, &log("<rdf:li>built twice</rdf:li>"));
        assert_eq!(changed(&old, &forged), Some(vec!["xmpMM:History".to_owned()]));
    }

    #[test]
    fn what_cannot_be_read_or_hides_something_is_refused() {
        let good = packet("", TITLE);
        let deep = "<o:a>".repeat(50) + &"</o:a>".repeat(50);
        for bad in [
            String::new(),
            good.replace("</dc:title>", ""),
            good.replace("?><x:", "?><!DOCTYPE x [<!ENTITY t 'Kế hoạch'>]><x:").replace(">Kế hoạch<", ">&t;<"),
            good.replace("</x:xmpmeta>", "<o xmlns='urn:o#'/></x:xmpmeta>"),
            packet("", "Kế hoạch"),
            packet("", &deep),
        ] {
            assert_eq!(changed(&good, &bad), None, "{bad}");
        }
    }

    #[test]
    fn the_rest_of_a_packet_stays_when_its_instance_is_renewed() {
        let old = packet("", &format!("{TITLE}<xmpMM:InstanceID>a</xmpMM:InstanceID>"));
        assert_eq!(with_instance(&old, "bc"), Some(old.replace(">a<", ">bc<")));
        assert_eq!(with_instance(&packet("", TITLE), "bc"), None);
    }
}
