package main

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/sanjie-edu/sanjie/capacity"
	"github.com/sanjie-edu/sanjie/matching"
)

// The picture has a row for each center and a column for each half-day; a cell
// has two rows of three marks, as a center has three rooms here.
const (
	namesWidth = 250
	cellWidth  = 36
	cellHeight = 28
	markSize   = 8
	markStep   = 11
	perRow     = 3
	headHeight = 92
)

// markKind says what became of a visit, or how it came about.
type markKind int

const (
	markStays markKind = iota
	markCame
	markMoved
	markDropped
)

// draws are the marks, from their upper left corner.
var draws = [...]string{
	markStays:   `<rect x="%d" y="%d" width="8" height="8" fill="#9aa5b1"/>`,
	markCame:    `<rect x="%d" y="%d" width="8" height="8" fill="#0072b2"/>`,
	markMoved:   `<path d="M%d %dm.75 .75h6.5v6.5h-6.5z" fill="none" stroke="#0072b2" stroke-width="1.5"/>`,
	markDropped: `<path d="M%d %dm0 0l8 8m0 -8l-8 8" stroke="#d1242f" stroke-width="2"/>`,
}

var captions = [...]string{
	markStays: "stays as published", markCame: "has moved here", markMoved: "has moved away", markDropped: "is dropped from here",
}

// marks goes through both repairs, and returns the marks by center and slot. A
// visit that moves twice leaves two behind.
func (t *tale) marks() map[[2]string][]markKind {
	all := map[[2]string][]markKind{}
	note := func(v matching.Visit, kind markKind) {
		key := [2]string{string(t.second.read.center(v.Offering).ID), string(v.Slot)}
		all[key] = append(all[key], kind)
	}
	came := map[place]bool{}
	for _, r := range []*repair{&t.first, &t.second} {
		for _, c := range r.now.Changes {
			if len(c.To) > 0 {
				came[placeOf(c.To[0])] = true
			}
			switch {
			case len(c.From) == 0:
			case len(c.To) == 0:
				note(c.From[0], markDropped)
			default:
				note(c.From[0], markMoved)
			}
		}
	}
	for _, v := range t.second.now.Plan.Visits {
		if came[placeOf(v)] {
			note(v, markCame)
		} else {
			note(v, markStays)
		}
	}
	for _, kinds := range all {
		slices.Sort(kinds)
	}
	return all
}

// draw draws what became of the published plan.
func (t *tale) draw() []byte {
	centers := slices.Clone(t.second.file.Centers)
	slices.SortStableFunc(centers, func(a, b capacity.Center) int { return cmp.Compare(a.Area, b.Area) })
	slots := t.second.read.slots
	var b bytes.Buffer
	width, height := namesWidth+len(slots)*cellWidth+16, headHeight+len(centers)*cellHeight+16
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="Helvetica, Arial, 'Noto Sans CJK SC', sans-serif" font-size="12" fill="#1f2933">
<title>What became of the published plan</title>
<rect width="%d" height="%d" fill="#ffffff"/>
`, width, height, width, height)
	drawLegend(&b)
	for i, s := range slots {
		x := namesWidth + i*cellWidth
		if i%2 == 0 {
			fmt.Fprintf(&b, "<text x=\"%d\" y=\"62\" text-anchor=\"middle\">%s</text>\n", x+cellWidth, dayText(s.Date))
		}
		fmt.Fprintf(&b, "<text x=\"%d\" y=\"80\" text-anchor=\"middle\" font-size=\"11\" fill=\"#52606d\">%s</text>\n", x+cellWidth/2, halfText(s))
	}
	marks := t.marks()
	for row, c := range centers {
		y := headHeight + row*cellHeight
		fmt.Fprintf(&b, "<text x=\"16\" y=\"%d\" font-size=\"11\">%s %s</text>\n", y+cellHeight/2+3, t.second.read.areas[c.Area], c.Name)
		for i, s := range slots {
			t.drawCell(&b, namesWidth+i*cellWidth, y, c, s, marks[[2]string{string(c.ID), string(s.ID)}])
		}
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

func drawLegend(b *bytes.Buffer) {
	x := 16
	for kind, caption := range captions {
		fmt.Fprintf(b, draws[kind], x, 16)
		fmt.Fprintf(b, "<text x=\"%d\" y=\"24\">%s</text>\n", x+14, caption)
		x += 40 + 7*len(caption)
	}
	fmt.Fprintf(b, "<rect x=\"%d\" y=\"13\" width=\"22\" height=\"14\" fill=\"%s\"/><text x=\"%d\" y=\"24\">the center is closed</text>\n", x, shut, x+28)
}

// The colors of cells.
const (
	open = "#f5f7fa"
	shut = "#fde2c4"
)

// drawCell draws a half-day of a center.
func (t *tale) drawCell(b *bytes.Buffer, x, y int, c capacity.Center, s capacity.Slot, marks []markKind) {
	fill := open
	if slices.ContainsFunc(t.second.file.Closures, func(x capacity.Closure) bool { return slices.Contains(x.Areas, c.Area) && x.Times.Touch(s) }) {
		fill = shut
	}
	fmt.Fprintf(b, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>\n", x, y, cellWidth-2, cellHeight-2, fill)
	top := (cellHeight - 2 - markSize) / 2
	if len(marks) > perRow {
		top -= markStep / 2
	}
	for i, kind := range marks {
		fmt.Fprintf(b, draws[kind], x+2+i%perRow*markStep, y+top+i/perRow*markStep)
		b.WriteByte('\n')
	}
}
