package strictjson

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/sanjie-edu/sanjie/finding"
)

// Document is a document read without findings, with its text if that was
// retained.
type Document struct {
	text   []byte
	line   int // of the text's first byte in its file
	limits Limits
}

// Locate returns a copy of findings about the document, each with its line, in
// the order of lines. What is not in the text, such as a field left out, gets
// the line of the object that would hold it. The text is scanned once; without
// text, as when it was not retained, the findings come back as they are.
func (doc *Document) Locate(findings []finding.Finding) []finding.Finding {
	located := slices.Clone(findings)
	if len(doc.text) == 0 {
		return located
	}
	root := &place{}
	places := make([]*place, len(located))
	for i, f := range located {
		places[i] = root.at(f.Path)
	}
	d := NewDecoder(bytes.NewReader(doc.text), doc.limits)
	d.line = doc.line
	root.line = doc.line
	d.locate(root)
	for i, p := range places {
		for p.line == 0 {
			p = p.above
		}
		located[i].Line = p.line
	}
	slices.SortStableFunc(located, func(a, b finding.Finding) int { return a.Line - b.Line })
	return located
}

// place is a pointer that a finding names, or the start of one.
type place struct {
	above *place
	below map[string]*place
	line  int
}

// at returns the place of a JSON pointer below p.
func (p *place) at(path string) *place {
	for token := range strings.SplitSeq(strings.TrimPrefix(path, "/"), "/") {
		if path == "" {
			break
		}
		token = unescape.Replace(token)
		next := p.below[token]
		if next == nil {
			next = &place{above: p}
			if p.below == nil {
				p.below = map[string]*place{}
			}
			p.below[token] = next
		}
		p = next
	}
	return p
}

var unescape = strings.NewReplacer("~1", "/", "~0", "~")

// locate gives p the line of the next value, and the places below it theirs.
func (d *Decoder) locate(p *place) bool {
	c, ok := d.token("a value")
	if !ok {
		return false
	}
	p.line = d.line
	k := kindOf(c)
	switch {
	case len(p.below) > 0 && k == anObject:
		return d.members(func() bool { return d.locateBelow(p, d.text) })
	case len(p.below) > 0 && k == aList:
		return d.elements(func(i int) bool {
			d.text = strconv.AppendInt(d.text[:0], int64(i), 10)
			return d.locateBelow(p, d.text)
		})
	}
	_, ok = d.skip()
	return ok
}

func (d *Decoder) locateBelow(p *place, token []byte) bool {
	if next := p.below[string(token)]; next != nil {
		return d.locate(next)
	}
	_, ok := d.skip()
	return ok
}
