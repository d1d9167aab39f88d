# unittest runs, counts and reports failures.
import io, unittest
class T(unittest.TestCase):
    def setUp(self): self.l = [1]
    def test_ok(self): self.assertEqual(self.l, [1]); self.assertIn(1, self.l); self.assertIsNone(None)
    def test_fail(self): self.assertEqual([1, 2], [1, 3], "my message")
    def test_error(self): self.l[5]
    def test_raises(self):
        with self.assertRaisesRegex(ValueError, "b.d") as c: raise ValueError("bad")
        self.assertEqual(str(c.exception), "bad")
    @unittest.skip("reason")
    def test_skip(self): pass
    @unittest.expectedFailure
    def test_expected(self): self.fail()
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    def test_almost(self): self.assertAlmostEqual(0.1 + 0.2, 0.3); self.assertDictEqual({"a": 1}, {"a": 1})
r = unittest.TestResult(); unittest.defaultTestLoader.loadTestsFromTestCase(T).run(r)
print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), len(r.expectedFailures), r.wasSuccessful())
for t, text in sorted(((str(t), x) for t, x in r.failures + r.errors)): print(t, text.splitlines()[-1])
t = T("test_ok")
for f in (lambda: t.assertEqual("a\nb", "a\nc"), lambda: t.assertTrue(0), lambda: t.assertIn(1, []), lambda: t.assertIs(1, 2), lambda: t.assertRaises(ValueError, int, "1"), lambda: t.assertLess(2, 1), lambda: t.assertIsInstance(1, str), lambda: t.assertEqual({"a": 1}, {"a": 2}), lambda: t.assertCountEqual([1, 1], [1])):
    try: f()
    except AssertionError as e: print(e)
