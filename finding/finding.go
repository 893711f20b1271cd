// Package finding holds what is wrong with an input: every problem at once,
// each with its place, its value and what to do about it.
package finding

import (
	"fmt"
	"strconv"
	"strings"
)

// Finding is one thing wrong with an input.
type Finding struct {
	Path    string // JSON pointer into the data, such as "/courses/3/prerequisites/0"
	Line    int    // 1-based line in the file; 0 when the data was not read from a file
	Value   string // the offending value as text, empty when there is none
	Problem string // what is wrong with it
	Remedy  string // what to do, empty when the problem says it
}

// String puts the finding on one line: place, value, problem, remedy.
func (f Finding) String() string {
	var b strings.Builder
	if f.Line > 0 {
		fmt.Fprintf(&b, "line %d: ", f.Line)
	}
	if f.Path != "" {
		b.WriteString(f.Path)
		b.WriteString(": ")
	}
	if f.Value != "" {
		b.WriteString(strconv.Quote(clip(f.Value)))
		b.WriteString(" ")
	}
	b.WriteString(f.Problem)
	if f.Remedy != "" {
		b.WriteString("; ")
		b.WriteString(f.Remedy)
	}
	return b.String()
}

// clip keeps hostile values from filling a terminal.
func clip(s string) string {
	const most = 80
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}

// Error is an input refused, with all its findings in input order.
type Error struct {
	Findings []Finding
	More     int // findings beyond the first [Most], counted but not kept
}

// Most is how many findings an [Error] keeps.
const Most = 1000

// Error lists the first ten findings, a line each.
func (e *Error) Error() string {
	var b strings.Builder
	n := len(e.Findings) + e.More
	if n == 1 {
		return e.Findings[0].String()
	}
	fmt.Fprintf(&b, "%d findings", n)
	for i, f := range e.Findings {
		if i == 10 {
			fmt.Fprintf(&b, "\n  and %d more", n-i)
			break
		}
		b.WriteString("\n  ")
		b.WriteString(f.String())
	}
	return b.String()
}

// List collects findings. The zero value is ready to use.
type List struct {
	findings []Finding
	more     int
}

// Add notes one finding; value is printed with [fmt.Sprint], nil stands for no value.
func (l *List) Add(path string, value any, problem, remedy string) {
	text := ""
	if value != nil {
		text = fmt.Sprint(value)
	}
	l.AddFinding(Finding{Path: path, Value: text, Problem: problem, Remedy: remedy})
}

// AddFinding notes one finding as it is.
func (l *List) AddFinding(f Finding) {
	if len(l.findings) >= Most {
		l.more++
		return
	}
	l.findings = append(l.findings, f)
}

// Len returns how many findings were added.
func (l *List) Len() int { return len(l.findings) + l.more }

// Err returns nil when nothing was added, else an [*Error] with every finding.
func (l *List) Err() error {
	if len(l.findings) == 0 {
		return nil
	}
	return &Error{Findings: append([]Finding(nil), l.findings...), More: l.more}
}
