//! The blocks of a manual that hold commands: fenced, and marked `console SCENE`.

/// What begins such a block.
const OPENING: &str = "```console ";

/// One block.
pub struct Block {
    pub line: usize,
    pub scene: String,
    pub body: String,
}

impl Block {
    pub fn new(scene: &str, body: &str) -> Self {
        Self {
            line: 0,
            scene: scene.to_owned(),
            body: body.trim_end().to_owned(),
        }
    }

    /// What is typed at the shell, in order.
    pub fn commands(&self) -> Vec<String> {
        let lines = self.body.lines();
        lines
            .filter_map(|line| line.strip_prefix("$ "))
            .map(str::to_owned)
            .collect()
    }

    /// The block as it stands in the manual.
    pub fn whole(&self) -> String {
        format!("{OPENING}{}\n{}\n```\n", self.scene, self.body)
    }
}

/// Every block of a manual.
pub fn all(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = text.lines().enumerate();
    while let Some((number, line)) = lines.next() {
        let Some(scene) = line.strip_prefix(OPENING) else {
            continue;
        };
        let body: Vec<&str> = lines
            .by_ref()
            .map(|(_, line)| line)
            .take_while(|line| *line != "```")
            .collect();
        blocks.push(Block {
            line: number + 1,
            ..Block::new(scene, &body.join("\n"))
        });
    }
    blocks
}
