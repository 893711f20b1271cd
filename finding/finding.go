// Package finding holds what is wrong with an input: every problem at once,
// each with its place, its value and what to do about it.
package finding

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
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

// clip keeps hostile values from filling a terminal, and the memory.
func clip(s string) string {
	end := 160
	if len(s) <= end {
		return s
	}
	for end > 156 && !utf8.RuneStart(s[end]) {
		end--
	}
	return s[:end] + "…"
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
	n := len(e.Findings) + e.More
	if n == 1 && e.More == 0 {
		return e.Findings[0].String()
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d findings", n)
	shown := min(len(e.Findings), 10)
	for _, f := range e.Findings[:shown] {
		b.WriteString("\n  ")
		b.WriteString(f.String())
	}
	if n > shown {
		fmt.Fprintf(&b, "\n  and %d more", n-shown)
	}
	return b.String()
}

// List collects findings. The zero value is ready to use.
type List struct {
	findings []Finding
	more     int
}

// Add notes one finding; value is printed with [fmt.Sprint] and cut when it is
// long, nil stands for no value.
func (l *List) Add(path string, value any, problem, remedy string) {
	text := ""
	if value != nil {
		text = clip(fmt.Sprint(value))
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

// Findings returns the findings that were kept, in the order in which they were added.
func (l *List) Findings() []Finding { return slices.Clone(l.findings) }

// Err returns nil when nothing was added, else an [*Error] with every finding.
func (l *List) Err() error {
	if len(l.findings) == 0 {
		return nil
	}
	return &Error{Findings: l.Findings(), More: l.more}
}
