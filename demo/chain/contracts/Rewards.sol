// SPDX-License-Identifier: MIT
pragma solidity ^0.8.24;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {ERC1155} from "@openzeppelin/contracts/token/ERC1155/ERC1155.sol";
import {ERC1155Burnable} from "@openzeppelin/contracts/token/ERC1155/extensions/ERC1155Burnable.sol";

/// @title Rewards of one loyalty programme: vouchers, stamps, collectables
/// @notice Each kind of reward is one id. The owner, which is the platform, creates them; holders move and burn their own.
contract Rewards is ERC1155, ERC1155Burnable, Ownable {
    /// @param uri_ where the description of an id is found; `{id}` in it stands for the id, as ERC-1155 defines it
    constructor(string memory uri_, address owner_) ERC1155(uri_) Ownable(owner_) {}

    /// @notice Creates rewards of one kind.
    /// @param to who receives them; a contract must accept ERC-1155 tokens
    /// @param id kind of reward
    /// @param amount how many
    function mint(address to, uint256 id, uint256 amount) external onlyOwner {
        _mint(to, id, amount, "");
    }
}
