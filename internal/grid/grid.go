// Package grid lays out tables of text for a terminal, where a Chinese
// character takes two columns.
package grid

import (
	"io"
	"strings"
)

// Grid is a table whose cells may have several lines. The zero Grid is empty.
type Grid struct {
	most int
	rows [][][]string // by row, column and line
	head int          // rows above the rule
}

// New returns an empty grid that cuts every line after most columns; 0 cuts none.
func New(most int) *Grid { return &Grid{most: most} }

// Head adds a row that stays above the rule.
func (g *Grid) Head(cells ...string) {
	g.Row(cells...)
	g.head = len(g.rows)
}

// Row adds a row; a newline in a cell starts a further line of it.
func (g *Grid) Row(cells ...string) {
	row := make([][]string, len(cells))
	for i, cell := range cells {
		row[i] = strings.Split(cell, "\n")
		for j, line := range row[i] {
			row[i][j] = Cut(line, g.most)
		}
	}
	g.rows = append(g.rows, row)
}

// WriteTo writes the grid, columns padded to their widest line and two spaces
// apart. It implements [io.WriterTo].
func (g *Grid) WriteTo(w io.Writer) (int64, error) {
	var widths []int
	for _, row := range g.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			for _, line := range cell {
				widths[i] = max(widths[i], Width(line))
			}
		}
	}
	var b strings.Builder
	for r, row := range g.rows {
		writeRow(&b, row, widths)
		if r+1 == g.head {
			total := 0
			for _, width := range widths {
				total += width + 2
			}
			b.WriteString(strings.Repeat("-", max(0, total-2)))
			b.WriteByte('\n')
		}
	}
	n, err := io.WriteString(w, b.String())
	return int64(n), err
}

func writeRow(b *strings.Builder, row [][]string, widths []int) {
	lines := 0
	for _, cell := range row {
		lines = max(lines, len(cell))
	}
	for l := range lines {
		var line strings.Builder
		for i, cell := range row {
			text := ""
			if l < len(cell) {
				text = cell[l]
			}
			line.WriteString(text)
			line.WriteString(strings.Repeat(" ", widths[i]-Width(text)+2))
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
}

// Width returns how many columns a text takes in a terminal.
func Width(s string) int {
	n := 0
	for _, r := range s {
		n += columns(r)
	}
	return n
}

// Cut shortens a text to at most most columns, with an ellipsis for what is
// gone; 0 leaves it as it is.
func Cut(s string, most int) string {
	if most == 0 || Width(s) <= most {
		return s
	}
	n := 0
	for i, r := range s {
		if n += columns(r); n > most-1 {
			return s[:i] + "…"
		}
	}
	return s
}

// columns counts the columns of a character: two for the wide blocks of East
// Asian scripts and their punctuation, by Unicode's East Asian Width.
func columns(r rune) int {
	switch {
	case r >= 0x1100 && r <= 0x115F, r >= 0x2E80 && r <= 0x303E, r >= 0x3041 && r <= 0x33FF, r >= 0x3400 && r <= 0x4DBF,
		r >= 0x4E00 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE4F,
		r >= 0xFF00 && r <= 0xFF60, r >= 0xFFE0 && r <= 0xFFE6, r >= 0x20000 && r <= 0x3FFFD:
		return 2
	}
	return 1
}
