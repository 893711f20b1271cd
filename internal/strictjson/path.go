package strictjson

import (
	"strconv"
	"strings"
	"unicode"
)

// step is one step of a JSON pointer: a member's name, or an index when the
// name is empty and the step is of a list.
type step struct {
	name  string
	index int
	list  bool
}

// pointer joins steps into a JSON pointer (RFC 6901).
func pointer(path []step) string {
	var b strings.Builder
	for _, s := range path {
		b.WriteByte('/')
		if s.list {
			b.WriteString(strconv.Itoa(s.index))
		} else {
			b.WriteString(escape.Replace(s.name))
		}
	}
	return b.String()
}

var escape = strings.NewReplacer("~", "~0", "/", "~1")

// longest is how much of a hostile text a finding repeats.
const longest = 200

// shown returns a text as a finding repeats it: not long, and without what
// could steer a terminal.
func shown(b []byte) string {
	cut := ""
	if len(b) > longest {
		b, cut = b[:longest], "…"
	}
	clean := func(r rune) rune {
		if unicode.IsControl(r) {
			return unicode.ReplacementChar
		}
		return r
	}
	return strings.Map(clean, strings.ToValidUTF8(string(b), "�")) + cut
}
