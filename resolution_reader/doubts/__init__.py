"""What an editor should look at: findings in an outline and in reading it, each by a code of problems.PROBLEMS."""
