//! Python's abstract grammar as one table: every class of the module `ast`, its fields and its attributes.
//!
//! ```text
//! sum expr "expr" located {                   a sum: a class whose kinds derive from it
//!     BinOp { left: one expr, op: one operator, right: one expr }
//! }
//! product keyword located { arg: opt identifier, value: one expr }      a class of its own
//! ```
//!
//! `one` is there always, `opt` may be None, `many` is a list, `gaps` a list that may hold None. `located` classes have
//! the attributes of [`PLACE`], the last two of which are None by default; what is `anchored` has all four required.
//!
//! From the table come the classes, their docs and constructors, and the order of the values that the conversion
//! from trees passes for each node. To add a field: here, then in `to_objects` and `from_objects`.

/// The attributes of what stands somewhere in a source.
pub(super) const PLACE: [&str; 4] = ["lineno", "col_offset", "end_lineno", "end_col_offset"];

/// How often a field is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Count {
    One,
    Opt,
    Many,
    Gaps,
}

/// What a field holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum FieldType {
    Identifier,
    Str,
    Int,
    Constant,
    Sum(Sum),
    Node(Node),
}

/// A field of a class.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) count: Count,
    pub(super) holds: FieldType,
}

/// Which attributes a class adds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Attributes {
    /// None; a sum says so, a kind inherits what its sum says.
    Placeless,
    /// Where it stands; the end may be unknown.
    Located,
    /// Where it stands, end included.
    Anchored,
}

/// A class that has fields.
#[derive(Debug)]
pub(super) struct NodeSpec {
    pub(super) name: &'static str,
    /// The sum that it is a kind of; `None` for a product.
    pub(super) sum: Option<Sum>,
    pub(super) attributes: Attributes,
    pub(super) fields: &'static [Field],
}

/// A class that others are kinds of.
#[derive(Debug)]
pub(super) struct SumSpec {
    pub(super) name: &'static str,
    pub(super) attributes: Attributes,
}

macro_rules! holds {
    (identifier) => {
        FieldType::Identifier
    };
    (string) => {
        FieldType::Str
    };
    (int) => {
        FieldType::Int
    };
    (constant) => {
        FieldType::Constant
    };
    (comprehension) => {
        FieldType::Node(Node::comprehension)
    };
    (arguments) => {
        FieldType::Node(Node::arguments)
    };
    (arg) => {
        FieldType::Node(Node::arg)
    };
    (keyword) => {
        FieldType::Node(Node::keyword)
    };
    (alias) => {
        FieldType::Node(Node::alias)
    };
    (withitem) => {
        FieldType::Node(Node::withitem)
    };
    (match_case) => {
        FieldType::Node(Node::match_case)
    };
    ($sum:ident) => {
        FieldType::Sum(Sum::$sum)
    };
}

macro_rules! count {
    (one) => {
        Count::One
    };
    (opt) => {
        Count::Opt
    };
    (many) => {
        Count::Many
    };
    (gaps) => {
        Count::Gaps
    };
}

macro_rules! attributes {
    (placeless) => {
        Attributes::Placeless
    };
    (located) => {
        Attributes::Located
    };
    (anchored) => {
        Attributes::Anchored
    };
}

macro_rules! fields {
    ($($field:ident: $count:ident $holds:ident),*) => {
        &[$(Field { name: stringify!($field), count: count!($count), holds: holds!($holds) }),*]
    };
}

macro_rules! grammar {
    (
        $(
            sum $sum:ident $sum_name:literal $sum_attributes:ident {
                $($node:ident { $($field:ident: $count:ident $holds:ident),* })*
            }
            $(product $product:ident $attributes:ident { $($pfield:ident: $pcount:ident $pholds:ident),* })*
        )*
    ) => {
        /// The sums.
        #[expect(non_camel_case_types, reason = "named as Python's classes are")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Sum { $($sum),* }

        /// The kinds and products.
        #[expect(non_camel_case_types, reason = "named as Python's classes are")]
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum Node { $($($node,)* $($product,)*)* }

        /// The sums, by number.
        pub(super) static SUMS: &[SumSpec] = &[$(SumSpec {
            name: $sum_name,
            attributes: attributes!($sum_attributes),
        }),*];

        /// The kinds and products, by number; the kinds of a sum stand together.
        pub(super) static NODES: &[NodeSpec] = &[
            $(
                $(NodeSpec {
                    name: stringify!($node),
                    sum: Some(Sum::$sum),
                    attributes: attributes!($sum_attributes),
                    fields: fields!($($field: $count $holds),*),
                },)*
                $(NodeSpec {
                    name: stringify!($product),
                    sum: None,
                    attributes: attributes!($attributes),
                    fields: fields!($($pfield: $pcount $pholds),*),
                },)*
            )*
        ];

        /// The sums, to go through.
        pub(super) const ALL_SUMS: &[Sum] = &[$(Sum::$sum),*];
        /// The kinds and products, to go through.
        pub(super) const ALL_NODES: &[Node] = &[$($(Node::$node,)* $(Node::$product,)*)*];
    };
}

grammar! {
    sum module "mod" placeless {
        Module { body: many stmt, type_ignores: many type_ignore }
        Interactive { body: many stmt }
        Expression { body: one expr }
        FunctionType { argtypes: many expr, returns: one expr }
    }
    sum stmt "stmt" located {
        FunctionDef {
            name: one identifier, args: one arguments, body: many stmt, decorator_list: many expr,
            returns: opt expr, type_comment: opt string, type_params: many type_param
        }
        AsyncFunctionDef {
            name: one identifier, args: one arguments, body: many stmt, decorator_list: many expr,
            returns: opt expr, type_comment: opt string, type_params: many type_param
        }
        ClassDef {
            name: one identifier, bases: many expr, keywords: many keyword, body: many stmt,
            decorator_list: many expr, type_params: many type_param
        }
        Return { value: opt expr }
        Delete { targets: many expr }
        Assign { targets: many expr, value: one expr, type_comment: opt string }
        TypeAlias { name: one expr, type_params: many type_param, value: one expr }
        AugAssign { target: one expr, op: one operator, value: one expr }
        AnnAssign { target: one expr, annotation: one expr, value: opt expr, simple: one int }
        For { target: one expr, iter: one expr, body: many stmt, orelse: many stmt, type_comment: opt string }
        AsyncFor { target: one expr, iter: one expr, body: many stmt, orelse: many stmt, type_comment: opt string }
        While { test: one expr, body: many stmt, orelse: many stmt }
        If { test: one expr, body: many stmt, orelse: many stmt }
        With { items: many withitem, body: many stmt, type_comment: opt string }
        AsyncWith { items: many withitem, body: many stmt, type_comment: opt string }
        Match { subject: one expr, cases: many match_case }
        Raise { exc: opt expr, cause: opt expr }
        Try { body: many stmt, handlers: many excepthandler, orelse: many stmt, finalbody: many stmt }
        TryStar { body: many stmt, handlers: many excepthandler, orelse: many stmt, finalbody: many stmt }
        Assert { test: one expr, msg: opt expr }
        Import { names: many alias }
        ImportFrom { module: opt identifier, names: many alias, level: opt int }
        Global { names: many identifier }
        Nonlocal { names: many identifier }
        Expr { value: one expr }
        Pass {}
        Break {}
        Continue {}
    }
    sum expr "expr" located {
        BoolOp { op: one boolop, values: many expr }
        NamedExpr { target: one expr, value: one expr }
        BinOp { left: one expr, op: one operator, right: one expr }
        UnaryOp { op: one unaryop, operand: one expr }
        Lambda { args: one arguments, body: one expr }
        IfExp { test: one expr, body: one expr, orelse: one expr }
        Dict { keys: gaps expr, values: many expr }
        Set { elts: many expr }
        ListComp { elt: one expr, generators: many comprehension }
        SetComp { elt: one expr, generators: many comprehension }
        DictComp { key: one expr, value: one expr, generators: many comprehension }
        GeneratorExp { elt: one expr, generators: many comprehension }
        Await { value: one expr }
        Yield { value: opt expr }
        YieldFrom { value: one expr }
        Compare { left: one expr, ops: many cmpop, comparators: many expr }
        Call { func: one expr, args: many expr, keywords: many keyword }
        FormattedValue { value: one expr, conversion: one int, format_spec: opt expr }
        Interpolation { value: one expr, str: one constant, conversion: one int, format_spec: opt expr }
        JoinedStr { values: many expr }
        TemplateStr { values: many expr }
        Constant { value: one constant, kind: opt string }
        Attribute { value: one expr, attr: one identifier, ctx: one expr_context }
        Subscript { value: one expr, slice: one expr, ctx: one expr_context }
        Starred { value: one expr, ctx: one expr_context }
        Name { id: one identifier, ctx: one expr_context }
        List { elts: many expr, ctx: one expr_context }
        Tuple { elts: many expr, ctx: one expr_context }
        Slice { lower: opt expr, upper: opt expr, step: opt expr }
    }
    sum expr_context "expr_context" placeless { Load {} Store {} Del {} }
    sum boolop "boolop" placeless { And {} Or {} }
    sum operator "operator" placeless {
        Add {} Sub {} Mult {} MatMult {} Div {} Mod {} Pow {} LShift {} RShift {} BitOr {} BitXor {} BitAnd {}
        FloorDiv {}
    }
    sum unaryop "unaryop" placeless { Invert {} Not {} UAdd {} USub {} }
    sum cmpop "cmpop" placeless { Eq {} NotEq {} Lt {} LtE {} Gt {} GtE {} Is {} IsNot {} In {} NotIn {} }
    product comprehension placeless { target: one expr, iter: one expr, ifs: many expr, is_async: one int }
    sum excepthandler "excepthandler" located {
        ExceptHandler { type: opt expr, name: opt identifier, body: many stmt }
    }
    product arguments placeless {
        posonlyargs: many arg, args: many arg, vararg: opt arg, kwonlyargs: many arg, kw_defaults: gaps expr,
        kwarg: opt arg, defaults: many expr
    }
    product arg located { arg: one identifier, annotation: opt expr, type_comment: opt string }
    product keyword located { arg: opt identifier, value: one expr }
    product alias located { name: one identifier, asname: opt identifier }
    product withitem placeless { context_expr: one expr, optional_vars: opt expr }
    product match_case placeless { pattern: one pattern, guard: opt expr, body: many stmt }
    sum pattern "pattern" anchored {
        MatchValue { value: one expr }
        MatchSingleton { value: one constant }
        MatchSequence { patterns: many pattern }
        MatchMapping { keys: many expr, patterns: many pattern, rest: opt identifier }
        MatchClass { cls: one expr, patterns: many pattern, kwd_attrs: many identifier, kwd_patterns: many pattern }
        MatchStar { name: opt identifier }
        MatchAs { pattern: opt pattern, name: opt identifier }
        MatchOr { patterns: many pattern }
    }
    sum type_ignore "type_ignore" placeless { TypeIgnore { lineno: one int, tag: one string } }
    sum type_param "type_param" anchored {
        TypeVar { name: one identifier, bound: opt expr, default_value: opt expr }
        ParamSpec { name: one identifier, default_value: opt expr }
        TypeVarTuple { name: one identifier, default_value: opt expr }
    }
}

impl Sum {
    pub(super) fn spec(self) -> &'static SumSpec {
        &SUMS[self as usize]
    }

    /// Its kinds.
    pub(super) fn kinds(self) -> impl Iterator<Item = Node> {
        ALL_NODES.iter().copied().filter(move |n| n.spec().sum == Some(self))
    }

    /// `__doc__`: the rule of the grammar.
    pub(super) fn doc(self) -> String {
        let name = self.spec().name;
        let rules: Vec<String> = self.kinds().map(Node::doc).collect();
        let between = match self.kinds().all(|k| k.spec().fields.is_empty()) {
            true => " | ".to_owned(),
            false => format!("\n{} | ", " ".repeat(name.len())),
        };
        format!("{name} = {}", rules.join(&between))
    }
}

impl Node {
    pub(super) fn spec(self) -> &'static NodeSpec {
        &NODES[self as usize]
    }

    /// Whether one object stands for all nodes of the class: operators and contexts.
    pub(super) fn is_singleton(self) -> bool {
        use Sum::*;
        matches!(self.spec().sum, Some(expr_context | boolop | operator | unaryop | cmpop))
    }

    /// `__doc__`: how the grammar writes it.
    pub(super) fn doc(self) -> String {
        let spec = self.spec();
        if spec.fields.is_empty() {
            return spec.name.to_owned();
        }
        let fields: Vec<String> = spec.fields.iter().map(|f| f.doc(self)).collect();
        format!("{}({})", spec.name, fields.join(", "))
    }
}

impl Field {
    fn doc(&self, owner: Node) -> String {
        let mark = match self.count {
            Count::One => "",
            Count::Opt => "?",
            Count::Many => "*",
            // The grammar does not say that `kw_defaults` has gaps.
            Count::Gaps if owner == Node::arguments => "*",
            Count::Gaps => "?*",
        };
        format!("{}{mark} {}", self.holds.name(), self.name)
    }
}

impl FieldType {
    /// As the grammar calls it.
    pub(super) fn name(self) -> &'static str {
        match self {
            FieldType::Identifier => "identifier",
            FieldType::Str => "string",
            FieldType::Int => "int",
            FieldType::Constant => "constant",
            FieldType::Sum(sum) => sum.spec().name,
            FieldType::Node(node) => node.spec().name,
        }
    }
}
