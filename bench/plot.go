package main

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
)

// The plot is a grid of panels, an instance each, with both axes logarithmic.
const (
	across      = 4 // panels in a row
	panelWidth  = 220.0
	panelHeight = 150.0
	marginLeft  = 62.0
	marginTop   = 64.0
	betweenX    = 14.0
	betweenY    = 40.0
	firstSecond = -2 // powers of ten at which the axes start
	leastGap    = -6
)

// colors and strokes are how methods are drawn.
var (
	colors = map[string]string{
		"solve": "#0072b2", "fcfs": "#777777", "highs": "#d55e00", "patterns": "#cc79a7", "cpsat": "#009e73",
	}
	strokes = map[string]string{
		"solve": `stroke-width="2.4"`, "fcfs": `stroke-width="1.6" stroke-dasharray="2 3"`, "highs": `stroke-width="1.6"`,
		"patterns": `stroke-width="1.6" stroke-dasharray="7 3"`, "cpsat": `stroke-width="1.6" stroke-dasharray="4 2"`,
	}
)

// captions name the methods in the legend.
var captions = map[string]string{
	"solve": "Solve", "fcfs": "first come, first served", "highs": "HiGHS", "patterns": "HiGHS on patterns", "cpsat": "CP-SAT",
}

// panel is an instance with its methods.
type panel struct {
	instance string
	methods  []figures
}

// plot draws gap against time for every instance that has a trace.
func plot(w io.Writer, groups []figures) error {
	var panels []panel
	last := 1.0
	used := map[string]bool{}
	for _, f := range groups {
		if len(f.results[0].Trace) == 0 {
			continue
		}
		if n := len(panels); n == 0 || panels[n-1].instance != f.instance {
			panels = append(panels, panel{instance: f.instance})
		}
		panels[len(panels)-1].methods = append(panels[len(panels)-1].methods, f)
		last = max(last, f.median(func(r result) float64 { return max(r.Seconds, r.Limit) }))
		used[f.method] = true
	}
	rows := (len(panels) + across - 1) / across
	width := marginLeft + across*(panelWidth+betweenX)
	height := marginTop + float64(rows)*(panelHeight+betweenY) + 8
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%.0f" height="%.0f" font-family="Helvetica, Arial, sans-serif" font-size="11" fill="#222222">
<title>Gap against time</title>
<rect width="100%%" height="100%%" fill="#ffffff"/>
`, width, height)
	legend(&b, used)
	for i, p := range panels {
		x := marginLeft + float64(i%across)*(panelWidth+betweenX)
		y := marginTop + float64(i/across)*(panelHeight+betweenY)
		axes{x, y, last}.draw(&b, p, i%across == 0)
	}
	b.WriteString("</svg>\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// legend names the methods that are drawn.
func legend(b *strings.Builder, used map[string]bool) {
	fmt.Fprintf(b, "<text x=\"%.0f\" y=\"18\" font-size=\"13\" font-weight=\"bold\">Gap to the least bound known, against seconds</text>\n", marginLeft)
	x := marginLeft
	for _, name := range names {
		if used[name] {
			fmt.Fprintf(b, "<path d=\"M%.0f 34h30\" stroke=\"%s\" %s/><text x=\"%.0f\" y=\"38\">%s</text>\n", x, colors[name], strokes[name], x+36, captions[name])
			x += 56 + 5.8*float64(len(captions[name]))
		}
	}
}

// axes place a panel: its upper left corner and the last second.
type axes struct{ left, top, last float64 }

func (a axes) x(seconds float64) float64 {
	return a.left + panelWidth*(math.Log10(seconds)-firstSecond)/(math.Log10(a.last)-firstSecond)
}

func (a axes) y(gap float64) float64 {
	return a.top + panelHeight*math.Log10(max(gap, math.Pow10(leastGap)))/leastGap
}

func powerOfTen(e int) string { return strconv.FormatFloat(math.Pow10(e), 'f', -1, 64) }

// draw draws a panel; outer ones have numbers at the left.
func (a axes) draw(b *strings.Builder, p panel, outer bool) {
	fmt.Fprintf(b, "<text x=\"%.1f\" y=\"%.1f\" font-weight=\"bold\">%s</text>\n", a.left, a.top-6, p.instance)
	for e := firstSecond; math.Pow10(e) <= a.last; e++ {
		fmt.Fprintf(b, "<path d=\"M%.1f %.1fv%.1f\" stroke=\"#e4e4e4\"/><text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\" fill=\"#555555\">%s</text>\n",
			a.x(math.Pow10(e)), a.top, panelHeight, a.x(math.Pow10(e)), a.top+panelHeight+14, powerOfTen(e))
	}
	for e := 0; e >= leastGap; e-- {
		y := a.y(math.Pow10(e))
		fmt.Fprintf(b, "<path d=\"M%.1f %.1fh%.1f\" stroke=\"#e4e4e4\"/>\n", a.left, y, panelWidth)
		if outer {
			fmt.Fprintf(b, "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\" fill=\"#555555\">%s %%</text>\n", a.left-6, y+4, powerOfTen(e+2))
		}
	}
	fmt.Fprintf(b, "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"none\" stroke=\"#999999\"/>\n", a.left, a.top, panelWidth, panelHeight)
	for _, f := range p.methods {
		a.line(b, f)
	}
}

// line draws a method as steps, and a dot where it has no gap left.
func (a axes) line(b *strings.Builder, f figures) {
	var path strings.Builder
	drawn, height := 0.0, 0.0 // up to which second, and at which height
	for s := math.Pow10(firstSecond); s <= a.last; s *= 1.02 {
		gap, ok := f.gapAfter(s)
		if !ok {
			continue
		}
		y := a.y(gap)
		switch {
		case drawn == 0:
			fmt.Fprintf(&path, "M%.1f %.1f", a.x(s), y)
		case y != height:
			fmt.Fprintf(&path, "H%.1fV%.1f", a.x(s), y)
		}
		if y == a.top+panelHeight && (drawn == 0 || y != height) {
			fmt.Fprintf(b, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>\n", a.x(s), y, colors[f.method])
		}
		drawn, height = s, y
	}
	if drawn > 0 {
		fmt.Fprintf(b, "<path d=\"%sH%.1f\" fill=\"none\" stroke=\"%s\" %s/>\n", path.String(), a.x(drawn), colors[f.method], strokes[f.method])
	}
}
