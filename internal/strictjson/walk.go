package strictjson

import "fmt"

// members scans an object and calls member for each value, its key in d.text
// and the value's first byte next.
func (d *Decoder) members(member func() bool) bool {
	if !d.enter() {
		return false
	}
	c, ok := d.token("an object")
	if ok && c == '}' {
		return d.leave()
	}
	for ok {
		if c != '"' {
			return d.unexpected(c, "a key in double quotes")
		}
		if _, ok = d.string(); !ok {
			return false
		}
		if c, ok = d.token("an object"); !ok {
			return false
		}
		if c != ':' {
			return d.unexpected(c, "a colon after the key")
		}
		d.next()
		if !member() {
			return false
		}
		if c, ok = d.token("an object"); !ok {
			return false
		}
		if c == '}' {
			return d.leave()
		}
		if c != ',' {
			return d.unexpected(c, "a comma or the end of the object")
		}
		d.next()
		c, ok = d.token("an object")
	}
	return false
}

// elements scans a list and calls element with each index, the value's first
// byte or blank space next.
func (d *Decoder) elements(element func(i int) bool) bool {
	if !d.enter() {
		return false
	}
	c, ok := d.token("a list")
	if ok && c == ']' {
		return d.leave()
	}
	for i := 0; ok; i++ {
		if i == d.limits.Elements {
			return d.fail("", fmt.Sprintf("the list has more than %d elements", i), "split the document by district")
		}
		if !element(i) {
			return false
		}
		if c, ok = d.token("a list"); !ok {
			return false
		}
		if c == ']' {
			return d.leave()
		}
		if c != ',' {
			return d.unexpected(c, "a comma or the end of the list")
		}
		d.next()
		_, ok = d.token("a list")
	}
	return false
}

// enter takes the bracket that opens an object or a list.
func (d *Decoder) enter() bool {
	if d.depth == d.limits.Depth {
		return d.fail("", fmt.Sprintf("objects and lists lie more than %d deep in each other", d.depth), "no file of these needs that")
	}
	d.depth++
	d.next()
	return true
}

// leave takes the bracket that closes it.
func (d *Decoder) leave() bool {
	d.depth--
	d.next()
	return true
}

// unexpected refuses a byte that no token can start with here.
func (d *Decoder) unexpected(c byte, want string) bool {
	remedy := "want " + want
	switch c {
	case '}', ']':
		remedy += "; there is a comma too many before it, or a bracket of the wrong kind"
	case '\'':
		remedy += "; use double quotes"
	case '/', '#':
		remedy += "; JSON has no comments"
	case 0xFE, 0xFF, 0:
		remedy += "; save the file as UTF-8"
	}
	return d.fail(shown([]byte{c}), "is not expected here", remedy)
}

// skip scans a value of any kind and returns how a finding shows it.
func (d *Decoder) skip() (string, bool) {
	c, ok := d.token("a value")
	if !ok {
		return "", false
	}
	switch k := kindOf(c); k {
	case aList:
		return brackets[k], d.elements(func(int) bool { _, ok := d.skip(); return ok })
	case anObject:
		return brackets[k], d.members(func() bool { _, ok := d.skip(); return ok })
	case aText:
		_, ok = d.string()
	case aNumber:
		ok = d.number()
	case aWord:
		ok = d.word()
	default:
		ok = d.unexpected(c, "a value")
	}
	return shown(d.text), ok
}

// kind is what a value is by its first byte.
type kind uint8

const (
	nothing kind = iota
	aText
	aNumber
	aWord
	aList
	anObject
)

var kinds = [...]string{aText: "text", aNumber: "a number", aWord: "a word", aList: "a list", anObject: "an object"}

// brackets stand for the value of an object or a list in findings.
var brackets = [...]string{aList: "[…]", anObject: "{…}"}

func kindOf(c byte) kind {
	switch {
	case c == '"':
		return aText
	case c == '-' || '0' <= c && c <= '9':
		return aNumber
	case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z':
		return aWord
	case c == '[':
		return aList
	case c == '{':
		return anObject
	}
	return nothing
}
