"""An interpreter in the interpreter: a stack machine with a dispatch loop, and one with a table of functions."""

PUSH, ADD, SUB, MUL, DUP, SWAP, OVER, JUMP_IF, POP, HALT = range(10)


def run(code, limit):
    stack = [limit, 0]
    pc = steps = 0
    while True:
        op, arg = code[pc]
        pc += 1
        steps += 1
        if op == PUSH:
            stack.append(arg)
        elif op == ADD:
            right = stack.pop()
            stack[-1] += right
        elif op == SUB:
            right = stack.pop()
            stack[-1] -= right
        elif op == MUL:
            right = stack.pop()
            stack[-1] = stack[-1] * right % 65_537
        elif op == DUP:
            stack.append(stack[-1])
        elif op == SWAP:
            stack[-1], stack[-2] = stack[-2], stack[-1]
        elif op == OVER:
            stack.append(stack[-2])
        elif op == JUMP_IF:
            if stack[-1]:
                pc = arg
        elif op == POP:
            stack.pop()
        else:
            return stack[0], steps


class Machine:
    def __init__(self):
        self.registers = [0] * 4
        self.table = {"set": self.set, "add": self.add, "less": self.less, "jump": self.jump}

    def set(self, register, value):
        self.registers[register] = value

    def add(self, register, other):
        self.registers[register] += self.registers[other]

    def less(self, register, other):
        self.registers[3] = self.registers[register] < self.registers[other]

    def jump(self, target, _):
        if self.registers[3]:
            self.at = target

    def run(self, program):
        self.at = 0
        while self.at < len(program):
            name, a, b = program[self.at]
            self.at += 1
            self.table[name](a, b)
        return self.registers[0]


def main(n):
    result = 0
    for i in range(n):
        program = [("set", 0, 0), ("set", 1, 3), ("set", 2, 600 + i % 7), ("add", 0, 1), ("less", 0, 2), ("jump", 3, 0)]
        result += Machine().run(program)
        result += countdown(i % 3)
    return result


def countdown(extra):
    code = [(PUSH, 1), (SUB, 0), (DUP, 0), (DUP, 0), (MUL, 0), (POP, 0), (JUMP_IF, 0), (HALT, 0)]
    return run([(POP, 0), *((op, arg + (op == JUMP_IF)) for op, arg in code)], 150 + extra)[1]


WORK = 160
