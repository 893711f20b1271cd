package strictjson

import (
	"bytes"
	"fmt"
	"io"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// token skips blank space and returns the first byte of the next token.
func (d *Decoder) token(within string) (byte, bool) {
	for n := 0; ; n++ {
		c, ok := d.peek()
		if !ok {
			return 0, d.ends(within)
		}
		if c != ' ' && c != '\n' && c != '\t' && c != '\r' {
			return c, true
		}
		if n == d.limits.Text {
			return 0, d.fail("", fmt.Sprintf("more than %d bytes of blank space in a row", n), "remove it")
		}
		d.next()
	}
}

// ends notes why the input has no next byte.
func (d *Decoder) ends(within string) bool {
	switch d.err {
	case io.EOF:
		return d.fail("", "the file ends within "+within, "it was cut off: write it again, whole")
	case errTooLong:
		return d.fail("", fmt.Sprintf("the document is longer than %d bytes", d.limits.Bytes), "split it by district")
	}
	d.stopped, d.broken = true, d.err
	return false
}

// string scans a string into d.text, escapes resolved. What is wrong within it
// and does not hide its end is noted, and flawed says so.
func (d *Decoder) string() (flawed, ok bool) {
	d.next()
	d.text = d.text[:0]
	var pairs halves
	var control bool
	for {
		c, ok := d.peek()
		if !ok {
			return true, d.ends("a text")
		}
		if len(d.text) > d.limits.Text {
			return true, d.fail(shown(d.text), fmt.Sprintf("is a text longer than %d bytes", d.limits.Text), "shorten it")
		}
		if c < ' ' {
			return true, d.fail(shown(d.text), fmt.Sprintf("is a text that holds the control character U+%04X", c), "end the text with a double quote before it, or remove it")
		}
		d.next()
		if c == '\\' {
			r, ok := d.escape()
			if !ok {
				return true, false
			}
			control = control || unicode.IsControl(r)
			d.text = pairs.add(d.text, r)
			continue
		}
		d.text = pairs.end(d.text)
		if c == '"' {
			return d.judge(pairs.alone, control)
		}
		d.text = append(d.text, c)
	}
}

// halves joins the escapes of surrogate pairs.
type halves struct {
	high  rune // waits for its low half
	alone bool // one was without the other
}

// add appends the rune of an escape to b.
func (h *halves) add(b []byte, r rune) []byte {
	if h.high != 0 {
		if pair := utf16.DecodeRune(h.high, r); pair != unicode.ReplacementChar {
			h.high = 0
			return utf8.AppendRune(b, pair)
		}
		b = h.end(b)
	}
	if !utf16.IsSurrogate(r) {
		return utf8.AppendRune(b, r)
	}
	h.high = r
	return b
}

// end appends a half that nothing followed.
func (h *halves) end(b []byte) []byte {
	if h.high == 0 {
		return b
	}
	h.high, h.alone = 0, true
	return utf8.AppendRune(b, unicode.ReplacementChar)
}

// escape scans what follows a backslash.
func (d *Decoder) escape() (rune, bool) {
	c, ok := d.peek()
	if !ok {
		return 0, d.ends("a text")
	}
	var r rune
	switch c {
	case '"', '\\', '/':
		r = rune(c)
	case 'b':
		r = '\b'
	case 'f':
		r = '\f'
	case 'n':
		r = '\n'
	case 'r':
		r = '\r'
	case 't':
		r = '\t'
	case 'u':
		d.next()
		for range 4 {
			c, ok := d.peek()
			if !ok {
				return 0, d.ends("a text")
			}
			h := hex(c)
			if h < 0 {
				return 0, d.fail(shown([]byte{c}), "is not a hexadecimal digit of an escape", `write four of them, such as \u4e09`)
			}
			r = r<<4 | h
			d.next()
		}
		return r, true
	default:
		return 0, d.fail(shown([]byte{'\\', c}), "is not an escape", `write a backslash as \\`)
	}
	d.next()
	return r, true
}

func hex(c byte) rune {
	switch {
	case '0' <= c && c <= '9':
		return rune(c - '0')
	case 'a' <= c && c <= 'f':
		return rune(c-'a') + 10
	case 'A' <= c && c <= 'F':
		return rune(c-'A') + 10
	}
	return -1
}

// judge notes what is wrong with the finished text in d.text.
func (d *Decoder) judge(half, control bool) (flawed, ok bool) {
	switch {
	case !utf8.Valid(d.text):
		return true, d.note(shown(d.text), "is not valid UTF-8", "save the file as UTF-8")
	case half:
		return true, d.note(shown(d.text), "has half of a surrogate pair", "write both halves, or the character itself")
	case control || bytes.ContainsFunc(d.text, unicode.IsControl):
		return true, d.note(shown(d.text), "has a control character", "remove it")
	}
	return false, true
}

// number scans the characters of a number into d.text and checks its grammar.
func (d *Decoder) number() bool {
	d.text = d.text[:0]
	for {
		c, ok := d.peek()
		if !ok && d.err != io.EOF {
			return d.ends("a number")
		}
		if !ok || (c < '0' || c > '9') && c != '-' && c != '+' && c != '.' && c != 'e' && c != 'E' {
			break
		}
		if len(d.text) == d.limits.Number {
			return d.fail(shown(d.text), fmt.Sprintf("a number has more than %d characters", d.limits.Number), "shorten it")
		}
		d.text = append(d.text, c)
		d.next()
	}
	if !isNumber(d.text) {
		return d.fail(shown(d.text), "is not a number of JSON", "write digits without leading zero, such as 12 or -3")
	}
	return true
}

// isNumber reports whether b is a number by the grammar of RFC 8259.
func isNumber(b []byte) bool {
	digits := func() bool {
		n := 0
		for n < len(b) && '0' <= b[n] && b[n] <= '9' {
			n++
		}
		b = b[n:]
		return n > 0
	}
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	if len(b) > 1 && b[0] == '0' && '0' <= b[1] && b[1] <= '9' || !digits() {
		return false
	}
	if len(b) > 0 && b[0] == '.' {
		if b = b[1:]; !digits() {
			return false
		}
	}
	if len(b) > 0 && (b[0] == 'e' || b[0] == 'E') {
		if b = b[1:]; len(b) > 0 && (b[0] == '+' || b[0] == '-') {
			b = b[1:]
		}
		return digits() && len(b) == 0
	}
	return len(b) == 0
}

// word scans true, false or null into d.text.
func (d *Decoder) word() bool {
	d.text = d.text[:0]
	for len(d.text) < longest {
		c, ok := d.peek()
		if !ok && d.err != io.EOF {
			return d.ends("a value")
		}
		if !ok || (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '_' {
			break
		}
		d.text = append(d.text, c)
		d.next()
	}
	switch string(d.text) {
	case "true", "false", "null":
		return true
	}
	return d.fail(shown(d.text), "is not a value of JSON", "put text in double quotes; write true and false in lower case")
}
