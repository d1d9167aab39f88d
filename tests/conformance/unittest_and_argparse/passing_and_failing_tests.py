# A unittest run with passes, failures, errors, skips and subtests; its result is inspected.
import io
import unittest


class Calculator(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.log = []

    def setUp(self):
        self.log.append(self._testMethodName)
        self.addCleanup(self.log.append, "cleanup")

    def test_add(self):
        self.assertEqual(1 + 1, 2)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)

    def test_raises(self):
        with self.assertRaises(ZeroDivisionError) as caught:
            1 / 0
        self.assertIn("zero", str(caught.exception))
        self.assertRaisesRegex(ValueError, "invalid literal", int, "x")

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 2, 4], "lists")

    def test_error(self):
        {}["missing"]

    @unittest.skip("not today")
    def test_skipped(self):
        self.fail("never")

    @unittest.expectedFailure
    def test_expected(self):
        self.assertTrue(0)

    def test_subtests(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertNotEqual(i, 2)


suite = unittest.defaultTestLoader.loadTestsFromTestCase(Calculator)
stream = io.StringIO()
result = unittest.TextTestRunner(stream=stream, verbosity=2).run(suite)
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures))
for test, text in result.failures + result.errors:
    print(test.id(), "|", text.strip().splitlines()[-1])
print(result.wasSuccessful(), Calculator.log.count("cleanup"), Calculator.log[:3])
lines = [line for line in stream.getvalue().splitlines() if " ... " in line or line.startswith("FAILED")]
print("\n".join(lines))
