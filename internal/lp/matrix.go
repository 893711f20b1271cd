package lp

import "math"

// matrix holds the coefficients by column. A row is scaled by the power of two
// that suits its first coefficient.
type matrix struct {
	scale []float64 // of each row, 0 while it has no coefficient
	span  []extent  // of each column
	row   []int32
	coef  []float64 // begins with ones, which most columns share
}

// extent is where a column is in row and coef.
type extent struct{ row, coef, size int32 }

const ones = 32

func (m *matrix) addRow(cols []int32, coefs []float64) int {
	i := len(m.scale)
	m.scale = append(m.scale, 0)
	for k, j := range cols {
		m.moveLast(j)
		m.put(int(j), int32(i), coefs, k)
	}
	return i
}

func (m *matrix) addColumn(rows []int32, coefs []float64) int {
	j := m.open()
	for k, i := range rows {
		m.put(j, i, coefs, k)
	}
	m.share(j)
	return j
}

// open begins a column at the end of the storage.
func (m *matrix) open() int {
	if len(m.coef) == 0 {
		for range ones {
			m.coef = append(m.coef, 1)
		}
	}
	m.span = append(m.span, extent{row: int32(len(m.row)), coef: int32(len(m.coef))})
	return len(m.span) - 1
}

// share gives up the coefficients of column j, the last one, where the ones at
// the beginning serve.
func (m *matrix) share(j int) {
	s := &m.span[j]
	if s.size <= ones && allOnes(m.coef[s.coef:]) {
		m.coef = m.coef[:s.coef]
		s.coef = 0
	}
}

func allOnes(coefs []float64) bool {
	for _, a := range coefs {
		if a != 1 {
			return false
		}
	}
	return true
}

// moveLast moves column j to the end of the storage.
func (m *matrix) moveLast(j int32) {
	rows, coefs := m.column(j)
	m.span[j].row, m.span[j].coef = int32(len(m.row)), int32(len(m.coef))
	m.row = append(m.row, rows...)
	m.coef = append(m.coef, coefs...)
}

// put appends a coefficient to column j, which is last in the storage.
func (m *matrix) put(j int, i int32, coefs []float64, k int) {
	a := 1.0
	if coefs != nil {
		a = coefs[k]
	}
	if a == 0 {
		return
	}
	if m.scale[i] == 0 {
		_, exp := math.Frexp(a)
		m.scale[i] = math.Ldexp(1, 1-exp)
	}
	m.row = append(m.row, i)
	m.coef = append(m.coef, a*m.scale[i])
	m.span[j].size++
}

// scaleOf is what the coefficients of row i are multiplied by.
func (m *matrix) scaleOf(i int) float64 {
	if m.scale[i] == 0 {
		return 1
	}
	return m.scale[i]
}

// column returns the rows and coefficients of column j.
func (m *matrix) column(j int32) ([]int32, []float64) {
	s := m.span[j]
	return m.row[s.row : s.row+s.size], m.coef[s.coef : s.coef+s.size]
}

// dot is the product of column j with a vector over the rows.
func (m *matrix) dot(j int32, y []float64) float64 {
	rows, coefs := m.column(j)
	sum := 0.0
	for k, i := range rows {
		sum += float64(coefs[k] * y[i])
	}
	return sum
}

// resized returns a slice of n elements, of which none is defined.
func resized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
